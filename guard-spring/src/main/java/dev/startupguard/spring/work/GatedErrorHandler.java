package dev.startupguard.spring.work;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * The container's error handler, which does not hear of refused records: they count as no attempt, and reach no recoverer and no
 * dead-letter topic. Depending on what that handler does with the rest of a poll, they are read again or kept in the container.
 */
final class GatedErrorHandler implements CommonErrorHandler {

    private final CommonErrorHandler handler;

    GatedErrorHandler(CommonErrorHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handleRemaining(
            Exception thrown,
            List<ConsumerRecord<?, ?>> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        if (WorkRefusedException.isCauseOf(thrown)) {
            RefusedRecords.readAgain(records, consumer);
            throw notHandled(thrown);
        }
        handler.handleRemaining(thrown, records, consumer, container);
    }

    @Override
    public boolean handleOne(
            Exception thrown,
            ConsumerRecord<?, ?> record,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        return !WorkRefusedException.isCauseOf(thrown) && handler.handleOne(thrown, record, consumer, container);
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        if (WorkRefusedException.isCauseOf(thrown)) {
            RefusedRecords.readAgain(data, consumer);
            throw notHandled(thrown);
        }
        handler.handleBatch(thrown, data, consumer, container, invokeListener);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        if (WorkRefusedException.isCauseOf(thrown)) {
            return (ConsumerRecords<K, V>) data;
        }
        return handler.handleBatchAndReturnRemaining(thrown, data, consumer, container, invokeListener);
    }

    /** Keeps the container from committing the records; it is how Spring's own handlers say so. */
    private static KafkaException notHandled(Exception thrown) {
        return new KafkaException("The records are read again when work may begin", KafkaException.Level.DEBUG, thrown);
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        handler.handleOtherException(thrown, consumer, container, batchListener);
    }

    @Override
    public boolean seeksAfterHandling() {
        return handler.seeksAfterHandling();
    }

    @Override
    public boolean deliveryAttemptHeader() {
        return handler.deliveryAttemptHeader();
    }

    @Override
    public int deliveryAttempt(TopicPartitionOffset offset) {
        return handler.deliveryAttempt(offset);
    }

    @Override
    public void clearThreadState() {
        handler.clearThreadState();
    }

    @Override
    public boolean isAckAfterHandle() {
        return handler.isAckAfterHandle();
    }

    @Override
    public void setAckAfterHandle(boolean ack) {
        handler.setAckAfterHandle(ack);
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Runnable publishPause) {
        handler.onPartitionsAssigned(consumer, partitions, publishPause);
    }
}
