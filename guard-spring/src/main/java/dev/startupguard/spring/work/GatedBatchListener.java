package dev.startupguard.spring.work;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.adapter.AbstractDelegatingMessageListenerAdapter;
import org.springframework.kafka.support.Acknowledgment;

/** Asks the gate before each batch of records; see {@link GatedRecordListener}. */
final class GatedBatchListener<K, V> extends AbstractDelegatingMessageListenerAdapter<BatchMessageListener<K, V>>
        implements BatchAcknowledgingConsumerAwareMessageListener<K, V> {

    private final KafkaUnits units;

    GatedBatchListener(BatchMessageListener<K, V> delegate, KafkaUnits units) {
        super(delegate);
        this.units = units;
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<K, V>> data,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer) {
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
    public void onMessage(
            ConsumerRecords<K, V> records, @Nullable Acknowledgment acknowledgment, Consumer<K, V> consumer) {
        units.run(() -> delegate.onMessage(records, acknowledgment, consumer));
    }

    @Override
    public boolean wantsPollResult() {
        return delegate.wantsPollResult();
    }

    @Override
    public void onMessage(List<ConsumerRecord<K, V>> data) {
        onMessage(data, null, null);
    }

    @Override
    public void onMessage(List<ConsumerRecord<K, V>> data, @Nullable Acknowledgment acknowledgment) {
        onMessage(data, acknowledgment, null);
    }

    @Override
    public void onMessage(List<ConsumerRecord<K, V>> data, @Nullable Consumer<?, ?> consumer) {
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
