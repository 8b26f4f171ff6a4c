package dev.startupguard.spring.work;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What a transactional container does after a rollback, which does not hear of refused records; see {@link GatedErrorHandler}. */
final class GatedAfterRollback<K, V> implements AfterRollbackProcessor<K, V> {

    private final AfterRollbackProcessor<K, V> processor;

    GatedAfterRollback(AfterRollbackProcessor<K, V> processor) {
        this.processor = processor;
    }

    @Override
    public void process(
            List<ConsumerRecord<K, V>> records,
            Consumer<K, V> consumer,
            MessageListenerContainer container,
            Exception thrown,
            boolean recoverable,
            EOSMode eosMode) {
        if (WorkRefusedException.isCauseOf(thrown)) {
            RefusedRecords.readAgain(records, consumer);
        } else {
            processor.process(records, consumer, container, thrown, recoverable, eosMode);
        }
    }

    @Override
    public void processBatch(
            ConsumerRecords<K, V> records,
            List<ConsumerRecord<K, V>> recordList,
            Consumer<K, V> consumer,
            MessageListenerContainer container,
            Exception thrown,
            boolean recoverable,
            EOSMode eosMode) {
        if (WorkRefusedException.isCauseOf(thrown)) {
            RefusedRecords.readAgain(records, consumer);
        } else {
            processor.processBatch(records, recordList, consumer, container, thrown, recoverable, eosMode);
        }
    }

    @Override
    public void clearThreadState() {
        processor.clearThreadState();
    }

    @Override
    public boolean isProcessInTransaction() {
        return processor.isProcessInTransaction();
    }
}
