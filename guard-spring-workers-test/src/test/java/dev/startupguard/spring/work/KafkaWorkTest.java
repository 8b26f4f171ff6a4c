package dev.startupguard.spring.work;

import static dev.startupguard.spring.work.Workers.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.Writes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.util.backoff.FixedBackOff;

/** On a real broker. What is not to happen has not happened when a listener that is exempt has seen the same records. */
class KafkaWorkTest {

    private static final int PARTITIONS = 2;

    private static final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS)
            .brokerProperties(
                    Map.of("transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1"));

    private String topic;

    @BeforeAll
    static void startBroker() {
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @BeforeEach
    void makeTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName() + System.nanoTime();
        broker.addTopics(new NewTopic(topic, PARTITIONS, (short) 1));
    }

    @Test
    void inMaintenanceRecordsWaitAndAfterwardsEachIsProcessedOnce() {
        application(Records.class).run(context -> {
            Records records = context.getBean(Records.class);
            List<String> sent = new ArrayList<>(send(context, 0, 20));
            await().untilAsserted(() -> assertThat(records.seen).hasSize(20));
            for (int round = 1; round <= 3; round++) {
                List<String> begun = send(context, round * 20, 10);
                Workers.drain(context, MaintenanceMode.ON);
                int processed = records.seen.size();
                List<String> waiting = send(context, round * 20 + 10, 10);
                witnessed(context, waiting);
                assertThat(records.seen).hasSize(processed);
                Workers.set(context, MaintenanceMode.OFF);
                sent.addAll(begun);
                sent.addAll(waiting);
                processedOnce(records.seen, sent);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"seeking", "keeping", "transactional"})
    void recordsThatWerePolledBeforeThePauseDoNotRunNorCountAsFailed(String errorHandling) {
        ApplicationContextRunner application = application(Closing.class, ErrorHandling.class)
                .withPropertyValues("spring.kafka.listener.concurrency=1", "seek=" + !errorHandling.equals("keeping"));
        if (errorHandling.equals("transactional")) {
            application = application.withPropertyValues("spring.kafka.producer.transaction-id-prefix=tx-" + topic);
        }
        application.withPropertyValues("guard.maintenance.mode=on").run(context -> {
            Closing closing = context.getBean(Closing.class);
            closing.after(3, context);
            List<String> sent = send(context, 0, 10); // one poll brings several
            witnessed(context, sent);
            Workers.set(context, MaintenanceMode.OFF);

            await().until(() -> closing.seen.size() == 3);
            await().until(Workers.guard(context)::isDrained);
            List<String> later = send(context, 10, 10);
            witnessed(context, later);
            assertThat(closing.seen).hasSize(3);

            Workers.set(context, MaintenanceMode.OFF);
            processedOnce(
                    closing.seen, Stream.concat(sent.stream(), later.stream()).toList());
            assertThat(context.getBean(ErrorHandling.class).failed).isEmpty();
        });
    }

    @Test
    void batchesThatWerePolledBeforeThePauseDoNotRunEither() {
        application(ClosingBatches.class, ErrorHandling.class)
                .withPropertyValues("guard.maintenance.mode=on", "seek=true", "spring.kafka.listener.type=batch")
                .run(context -> {
                    ClosingBatches closing = context.getBean(ClosingBatches.class);
                    closing.context = context;
                    List<String> sent = send(context, 0, 30);
                    Workers.set(context, MaintenanceMode.OFF);
                    await().until(() -> !closing.seen.isEmpty());
                    await().until(Workers.guard(context)::isDrained);
                    int first = closing.seen.size();
                    assertThat(first).isLessThanOrEqualTo(5);

                    closing.context = null;
                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(closing.seen, sent);
                    assertThat(context.getBean(ErrorHandling.class).failed).isEmpty();
                });
    }

    @Test
    void thePauseSurvivesARebalance() {
        application(Records.class).run(context -> {
            Records records = context.getBean(Records.class);
            List<String> sent = new ArrayList<>(send(context, 0, 10));
            await().untilAsserted(() -> assertThat(records.seen).hasSize(10));
            Workers.drain(context, MaintenanceMode.ON);

            joinAndLeave(context);

            assertThat(members()).hasSize(1);
            List<String> waiting = send(context, 10, 10);
            witnessed(context, waiting);
            assertThat(records.seen).hasSize(10);
            Workers.set(context, MaintenanceMode.OFF);
            sent.addAll(waiting);
            processedOnce(records.seen, sent);
        });
    }

    @Test
    void aContainerThatIsStartedInMaintenanceJoinsItsGroupAndWaits() {
        application(Records.class)
                .withPropertyValues("guard.maintenance.mode=on")
                .run(context -> {
                    await().until(() -> members().size() == 1);
                    List<String> waiting = send(context, 0, 10);
                    witnessed(context, waiting);
                    Records records = context.getBean(Records.class);
                    assertThat(records.seen).isEmpty();
                    assertThat(container(context).isPauseRequested()).isTrue();
                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(records.seen, waiting);
                });
    }

    @Test
    void whatTheApplicationPausedOrStoppedStaysSo() {
        application(Records.class).run(context -> {
            MessageListenerContainer container = container(context);
            await().until(() -> !container.isPauseRequested());
            container.pause();
            Workers.drain(context, MaintenanceMode.ON);
            Workers.set(context, MaintenanceMode.OFF);
            witnessed(context, send(context, 0, 10));
            assertThat(container.isPauseRequested()).isTrue();

            container.resume();
            container.stop();
            Workers.drain(context, MaintenanceMode.ON);
            Workers.set(context, MaintenanceMode.OFF);
            witnessed(context, send(context, 10, 10));
            assertThat(container.isRunning()).isFalse();
        });
    }

    @Test
    void whatTheApplicationResumesInMaintenanceIsPausedAtTheFirstRecord() {
        application(Records.class).run(context -> {
            Records records = context.getBean(Records.class);
            Workers.drain(context, MaintenanceMode.ON);
            await().until(() -> container(context).isPauseRequested());

            container(context).resume();
            List<String> waiting = send(context, 0, 5);
            await().until(() -> container(context).isPauseRequested());

            witnessed(context, waiting);
            assertThat(records.seen).isEmpty();
            Workers.set(context, MaintenanceMode.OFF);
            processedOnce(records.seen, waiting);
        });
    }

    @Test
    void inReadOnlyModeOnlyWritingListenersWait() {
        application(Records.class, WritingRecords.class).run(context -> {
            Workers.drain(context, MaintenanceMode.READ_ONLY);
            List<String> sent = send(context, 0, 10);
            processedOnce(context.getBean(Records.class).seen, sent);
            WritingRecords writing = context.getBean(WritingRecords.class);
            assertThat(writing.seen).isEmpty();
            Workers.set(context, MaintenanceMode.OFF);
            processedOnce(writing.seen, sent);
        });
    }

    @Test
    void aContainerThatIsABeanWaitsToo() {
        application(OwnContainer.class).run(context -> {
            OwnContainer own = context.getBean(OwnContainer.class);
            List<String> sent = new ArrayList<>(send(context, 0, 10));
            await().untilAsserted(() -> assertThat(own.seen).hasSize(10));
            Workers.drain(context, MaintenanceMode.ON);
            List<String> waiting = send(context, 10, 10);
            witnessed(context, waiting);
            assertThat(own.seen).hasSize(10);
            Workers.set(context, MaintenanceMode.OFF);
            sent.addAll(waiting);
            processedOnce(own.seen, sent);
        });
    }

    private ApplicationContextRunner application(Class<?>... configurations) {
        return Workers.with(KafkaAutoConfiguration.class)
                .withUserConfiguration(Witness.class)
                .withUserConfiguration(configurations)
                .withPropertyValues(
                        "topic=" + topic,
                        "spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                        "spring.kafka.consumer.auto-offset-reset=earliest",
                        "spring.kafka.consumer.max-poll-records=5",
                        "spring.kafka.consumer.properties.metadata.max.age.ms=500",
                        "spring.kafka.listener.poll-timeout=100ms");
    }

    private List<String> send(ApplicationContext context, int from, int count) {
        @SuppressWarnings("unchecked")
        KafkaTemplate<String, String> template = context.getBean(KafkaTemplate.class);
        List<String> values =
                IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
        if (template.isTransactional()) {
            return template.executeInTransaction(transaction -> sent(transaction::send, values));
        }
        return sent(template::send, values);
    }

    private List<String> sent(Sending sending, List<String> values) {
        values.forEach(value -> sending.send(topic, value, value).join());
        return values;
    }

    private interface Sending {
        CompletableFuture<?> send(String topic, String key, String value);
    }

    private void witnessed(ApplicationContext context, List<String> values) {
        await().untilAsserted(
                        () -> assertThat(context.getBean(Witness.class).seen).containsAll(values));
    }

    private static void processedOnce(Collection<String> seen, List<String> values) {
        await().untilAsserted(() -> assertThat(seen).containsAll(values));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(values);
    }

    private MessageListenerContainer container(ApplicationContext context) {
        return context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("records");
    }

    /** Another member takes a part of the partitions, and gives it back. */
    private void joinAndLeave(ApplicationContext context) {
        List<TopicPartition> lost = new ArrayList<>();
        try (KafkaConsumer<String, String> other = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "group.id", topic),
                new StringDeserializer(),
                new StringDeserializer())) {
            other.subscribe(List.of(topic), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    other.pause(partitions);
                    lost.addAll(partitions);
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
            });
            await().until(() -> {
                other.poll(Duration.ofMillis(50));
                return lost.size() == 1
                        && container(context).getAssignedPartitions().size() == 1;
            });
        }
        await().until(() -> container(context).getAssignedPartitions().size() == PARTITIONS);
    }

    private Collection<?> members() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(topic))
                    .describedGroups()
                    .get(topic)
                    .get();
            return group.members();
        } catch (ExecutionException notThereYet) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Witness {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @RunsInMaintenance
        @KafkaListener(id = "witness", topics = "${topic}", groupId = "${topic}-witness", batch = "false")
        void take(String value) {
            seen.add(value);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Records {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @KafkaListener(id = "records", topics = "${topic}", groupId = "${topic}")
        void take(String value) {
            seen.add(value);
        }
    }

    @Writes
    @Configuration(proxyBeanMethods = false)
    static class WritingRecords {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @KafkaListener(topics = "${topic}", groupId = "${topic}-writing")
        void take(String value) {
            seen.add(value);
        }
    }

    /** Switches maintenance on in the middle of what was polled, before the container can be paused. */
    @Configuration(proxyBeanMethods = false)
    static class Closing {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();
        private volatile int closesAfter;
        private volatile ApplicationContext context;

        void after(int records, ApplicationContext closed) {
            context = closed;
            closesAfter = records;
        }

        @KafkaListener(id = "records", topics = "${topic}", groupId = "${topic}")
        void take(String value) {
            seen.add(value);
            if (seen.size() == closesAfter) {
                Workers.set(context, MaintenanceMode.ON);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ClosingBatches {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();
        private volatile ApplicationContext context;

        @KafkaListener(id = "records", topics = "${topic}", groupId = "${topic}")
        void take(List<String> values) {
            seen.addAll(values);
            ApplicationContext closing = context;
            if (closing != null) {
                Workers.set(closing, MaintenanceMode.ON);
            }
        }
    }

    /** Gives up at the first failure, so that a refusal which counted as one would show. */
    @Configuration(proxyBeanMethods = false)
    static class ErrorHandling {

        private final Queue<Object> failed = new ConcurrentLinkedQueue<>();

        @Bean
        CommonErrorHandler giveUp(Environment environment) {
            DefaultErrorHandler handler =
                    new DefaultErrorHandler((record, failure) -> failed.add(record), new FixedBackOff(0, 0));
            handler.setSeekAfterError(environment.getRequiredProperty("seek", Boolean.class));
            return handler;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnContainer {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Bean
        KafkaMessageListenerContainer<String, String> ownContainer(
                ConsumerFactory<String, String> consumers, Environment environment) {
            ContainerProperties properties = new ContainerProperties(environment.getRequiredProperty("topic"));
            properties.setGroupId(environment.getRequiredProperty("topic"));
            properties.setMessageListener((MessageListener<String, String>) record -> seen.add(record.value()));
            return new KafkaMessageListenerContainer<>(consumers, properties);
        }
    }
}
