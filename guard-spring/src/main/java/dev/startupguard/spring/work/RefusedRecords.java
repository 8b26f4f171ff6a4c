package dev.startupguard.spring.work;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were polled and did not begin. */
final class RefusedRecords {

    private RefusedRecords() {}

    /** Sets the consumer's position back, so that they are read again; offsets that are committed stay. */
    static void readAgain(Iterable<? extends ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (ConsumerRecord<?, ?> each : records) {
            first.merge(new TopicPartition(each.topic(), each.partition()), each.offset(), Math::min);
        }
        first.forEach(consumer::seek);
    }
}
