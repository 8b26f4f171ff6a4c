package dev.startupguard.spring.work;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.adapter.AbstractDelegatingMessageListenerAdapter;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Asks the gate before each record. A delegating listener and no advice: spring-kafka looks through those for what it has to tell
 * the innermost one.
 */
final class GatedRecordListener<K, V> extends AbstractDelegatingMessageListenerAdapter<MessageListener<K, V>>
        implements AcknowledgingConsumerAwareMessageListener<K, V> {

    private final KafkaUnits units;

    GatedRecordListener(MessageListener<K, V> delegate, KafkaUnits units) {
        super(delegate);
        this.units = units;
    }

    @Override
    public void onMessage(
            ConsumerRecord<K, V> data, @Nullable Acknowledgment acknowledgment, @Nullable Consumer<?, ?> consumer) {
        units.run(() -> {
            switch (delegateType) {
                case ACKNOWLEDGING_CONSUMER_AWARE -> delegate.onMessage(data, acknowledgment, consumer);
                case ACKNOWLEDGING -> delegate.onMessage(data, acknowledgment);
                case CONSUMER_AWARE -> delegate.onMessage(data, consumer);
                case SIMPLE -> delegate.onMessage(data);
            }
        });
    }

    @Override
    public void onMessage(ConsumerRecord<K, V> data) {
        onMessage(data, null, null);
    }

    @Override
    public void onMessage(ConsumerRecord<K, V> data, @Nullable Acknowledgment acknowledgment) {
        onMessage(data, acknowledgment, null);
    }

    @Override
    public void onMessage(ConsumerRecord<K, V> data, @Nullable Consumer<?, ?> consumer) {
        onMessage(data, null, consumer);
    }

    @Override
    public void onFirstPoll() {
        if (delegate instanceof ConsumerSeekAware aware) {
            aware.onFirstPoll();
        }
    }

    @Override
    public void unregisterSeekCallback() {
        if (delegate instanceof ConsumerSeekAware aware) {
            aware.unregisterSeekCallback();
        }
    }
}
