package dev.startupguard.spring.work;

import static dev.startupguard.spring.work.Workers.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.Writes;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.artemis.autoconfigure.ArtemisAutoConfiguration;
import org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.MessageListenerContainer;

/** On an embedded broker. What is not to happen has not happened when a listener that is exempt has seen as many messages. */
class JmsWorkTest {

    private static final String QUEUE = "orders";

    @Test
    void inMaintenanceMessagesStayWithTheBrokerAndAfterwardsEachIsProcessedOnce() {
        application(Messages.class).run(context -> {
            Messages messages = context.getBean(Messages.class);
            List<String> sent = new ArrayList<>(send(context, 0, 20));
            processedOnce(messages.seen, sent);
            for (int round = 1; round <= 3; round++) {
                sent.addAll(send(context, round * 20, 10));
                Workers.drain(context, MaintenanceMode.ON);
                List<String> waiting = send(context, round * 20 + 10, 10);
                sent.addAll(waiting);
                witnessed(context, waiting);
                int processed = messages.seen.size();
                await().untilAsserted(() ->
                        assertThat(queue(context).getConsumerCount()).isZero());
                assertThat(messages.seen).hasSize(processed);
                assertThat(queue(context).getDeliveringCount()).isZero();
                assertThat(queue(context).getMessageCount()).isEqualTo(sent.size() - processed);
                Workers.set(context, MaintenanceMode.OFF);
                processedOnce(messages.seen, sent);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"transacted", "client", "auto"})
    void messagesThatWereFetchedBeforeThePauseDoNotRunAndNoneIsLost(String acknowledgement) {
        boolean isTransacted = acknowledgement.equals("transacted");
        application(Closing.class)
                .withPropertyValues(
                        "spring.jms.listener.session.transacted=" + isTransacted,
                        "spring.jms.listener.session.acknowledge-mode=" + (isTransacted ? "auto" : acknowledgement),
                        "guard.maintenance.mode=on")
                .run(context -> {
                    Closing closing = context.getBean(Closing.class);
                    closing.context = context;
                    closing.closesAfter = 3;
                    List<String> sent = send(context, 0, 10);
                    witnessed(context, sent);
                    Workers.set(context, MaintenanceMode.OFF);

                    await().until(() -> closing.seen.size() == 3);
                    await().until(Workers.guard(context)::isDrained);
                    List<String> later = send(context, 10, 10);
                    witnessed(context, later);
                    assertThat(closing.seen).hasSize(3);

                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(
                            closing.seen,
                            IntStream.range(0, 20).mapToObj(String::valueOf).toList());
                });
    }

    @Test
    void aMessageUnderWayIsNeitherCutOffNorInterrupted() {
        application(LongMessage.class)
                .withPropertyValues("spring.jms.listener.receive-timeout=50ms")
                .run(context -> {
                    LongMessage listener = context.getBean(LongMessage.class);
                    List<String> sent = send(context, 0, 2);
                    assertThat(listener.hasBegun.await(20, TimeUnit.SECONDS)).isTrue();

                    Workers.set(context, MaintenanceMode.ON);

                    await().during(Duration.ofMillis(500))
                            .until(() -> !Workers.guard(context).isDrained());
                    listener.mayEnd.countDown();
                    await().until(Workers.guard(context)::isDrained);
                    await().until(() -> queue(context).getConsumerCount() == 0);
                    assertThat(listener.seen).hasSize(1);
                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(listener.seen, sent);
                    assertThat(queue(context).getMessagesKilled()).isZero();
                });
    }

    @Test
    void aContainerIsNotStartedBeforeTheGuardOpens() {
        application(Messages.class)
                .withPropertyValues("guard.maintenance.mode=on")
                .run(context -> {
                    assertThat(container(context).isRunning()).isFalse();
                    List<String> waiting = send(context, 0, 10);
                    witnessed(context, waiting);
                    assertThat(queue(context).getConsumerCount()).isZero();
                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(context.getBean(Messages.class).seen, waiting);
                    assertThat(container(context).isAutoStartup()).isTrue();
                });
    }

    @Test
    void whatTheApplicationStoppedStaysSo() {
        application(Messages.class).run(context -> {
            await().until(() -> container(context).isRunning());
            container(context).stop();
            Workers.drain(context, MaintenanceMode.ON);
            Workers.set(context, MaintenanceMode.OFF);
            witnessed(context, send(context, 0, 10));
            assertThat(container(context).isRunning()).isFalse();
        });
    }

    @Test
    void whatTheApplicationStartsInMaintenanceIsStoppedAtTheFirstMessage() {
        application(Messages.class)
                .withPropertyValues("guard.maintenance.mode=on")
                .run(context -> {
                    Messages messages = context.getBean(Messages.class);
                    container(context).start();
                    List<String> waiting = send(context, 0, 5);
                    await().until(() -> !container(context).isRunning());

                    witnessed(context, waiting);
                    assertThat(messages.seen).isEmpty();
                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(messages.seen, waiting);
                });
    }

    @Test
    void aSubscriptionThatIsNotDurableMissesNothingEither() {
        application(Messages.class)
                .withPropertyValues("spring.jms.pub-sub-domain=true", "witness=" + QUEUE)
                .run(context -> {
                    Messages messages = context.getBean(Messages.class);
                    await().until(() -> container(context).isRunning());
                    await().until(() -> {
                        send(context, -1, 1); // until the subscriptions are there
                        return messages.seen.contains("-1")
                                && context.getBean(Witness.class).seen.contains("-1");
                    });
                    Workers.drain(context, MaintenanceMode.ON);
                    int processed = messages.seen.size();
                    List<String> waiting = send(context, 10, 10);
                    witnessed(context, waiting);
                    assertThat(messages.seen).hasSize(processed);
                    Workers.set(context, MaintenanceMode.OFF);
                    await().untilAsserted(() -> assertThat(messages.seen).containsAll(waiting));
                    assertThat(messages.seen).filteredOn(waiting::contains).hasSize(10);
                });
    }

    @Test
    void aContainerThatIsABeanWithATransactionManagerWaitsToo() {
        application(OwnContainer.class).run(context -> {
            OwnContainer own = context.getBean(OwnContainer.class);
            List<String> sent = new ArrayList<>(send(context, 0, 10));
            processedOnce(own.seen, sent);
            Workers.drain(context, MaintenanceMode.READ_ONLY);
            List<String> waiting = send(context, 10, 10);
            witnessed(context, waiting);
            assertThat(own.seen).hasSize(10);
            Workers.set(context, MaintenanceMode.OFF);
            sent.addAll(waiting);
            processedOnce(own.seen, sent);
        });
    }

    private ApplicationContextRunner application(Class<?>... configurations) {
        return Workers.with(ArtemisAutoConfiguration.class, JmsAutoConfiguration.class)
                .withUserConfiguration(Witness.class)
                .withUserConfiguration(configurations)
                .withPropertyValues("witness=witness", "spring.artemis.embedded.queues=" + QUEUE + ",witness");
    }

    private static List<String> send(ApplicationContext context, int from, int count) {
        List<String> values =
                IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
        JmsTemplate template = context.getBean(JmsTemplate.class);
        String witness = context.getEnvironment().getRequiredProperty("witness");
        values.forEach(value -> {
            template.convertAndSend(QUEUE, value);
            if (!witness.equals(QUEUE)) {
                template.convertAndSend(witness, value);
            }
        });
        return values;
    }

    private static void witnessed(ApplicationContext context, List<String> values) {
        await().untilAsserted(
                        () -> assertThat(context.getBean(Witness.class).seen).containsAll(values));
    }

    private static void processedOnce(Collection<String> seen, List<String> values) {
        await().untilAsserted(() -> assertThat(seen).containsAll(values));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(values);
    }

    private static MessageListenerContainer container(ApplicationContext context) {
        return context.getBean(JmsListenerEndpointRegistry.class).getListenerContainer("messages");
    }

    private static Queue queue(ApplicationContext context) {
        return context.getBean(EmbeddedActiveMQ.class).getActiveMQServer().locateQueue(QUEUE);
    }

    @Configuration(proxyBeanMethods = false)
    static class Witness {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();

        @RunsInMaintenance
        @JmsListener(destination = "${witness}")
        void take(String value) {
            seen.add(value);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Messages {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();

        @JmsListener(id = "messages", destination = QUEUE)
        void take(String value) {
            seen.add(value);
        }
    }

    /** Switches maintenance on in the middle of what was fetched, before the container can be stopped. */
    @Configuration(proxyBeanMethods = false)
    static class Closing {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();
        private volatile int closesAfter;
        private volatile ApplicationContext context;

        @JmsListener(id = "messages", destination = QUEUE)
        void take(String value) {
            seen.add(value);
            if (seen.size() == closesAfter) {
                Workers.set(context, MaintenanceMode.ON);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LongMessage {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();
        private final CountDownLatch hasBegun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @JmsListener(id = "messages", destination = QUEUE)
        void take(String value) throws InterruptedException {
            seen.add(value);
            hasBegun.countDown();
            mayEnd.await();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnContainer {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();

        @Bean
        @Writes
        DefaultMessageListenerContainer ownContainer(ConnectionFactory connections) {
            DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
            container.setConnectionFactory(connections);
            container.setTransactionManager(new JmsTransactionManager(connections));
            container.setDestinationName(QUEUE);
            container.setMessageListener((MessageListener) message -> {
                try {
                    seen.add(((TextMessage) message).getText());
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
            return container;
        }
    }
}
