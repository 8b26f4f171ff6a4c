package dev.startupguard.spring.work;

import static dev.startupguard.spring.work.Workers.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.Writes;
import dev.startupguard.test.RabbitServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.annotation.Argument;
import org.springframework.amqp.rabbit.annotation.Exchange;
import org.springframework.amqp.rabbit.annotation.Queue;
import org.springframework.amqp.rabbit.annotation.QueueBinding;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.ContainerCustomizer;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** On a real server. What is not to happen has not happened when a listener that is exempt has seen the same messages. */
class RabbitWorkTest {

    private static RabbitServer server;

    private String name;

    @BeforeAll
    static void startServer() {
        server = RabbitServer.get();
    }

    @BeforeEach
    void chooseName(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName() + System.nanoTime();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "direct"})
    void inMaintenanceMessagesStayWithTheBrokerAndAfterwardsEachIsProcessedOnce(String type) {
        application(Messages.class)
                .withPropertyValues("spring.rabbitmq.listener.type=" + type)
                .run(context -> {
                    Messages messages = context.getBean(Messages.class);
                    List<String> sent = new ArrayList<>(send(context, 0, 20));
                    processedOnce(messages.seen, sent);
                    for (int round = 1; round <= 3; round++) {
                        sent.addAll(send(context, round * 20, 10));
                        Workers.drain(context, MaintenanceMode.ON);
                        await().until(() -> !container(context).isRunning());
                        int processed = messages.seen.size();
                        List<String> waiting = send(context, round * 20 + 10, 10);
                        sent.addAll(waiting);
                        witnessed(context, waiting);
                        assertThat(messages.seen).hasSize(processed);
                        await().until(() -> atTheBroker(context) == sent.size() - processed);
                        Workers.set(context, MaintenanceMode.OFF);
                        processedOnce(messages.seen, sent);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "direct"})
    void messagesThatWereFetchedBeforeThePauseDoNotRunNorCountAsFailed(String type) {
        application(Closing.class)
                .withPropertyValues(
                        "spring.rabbitmq.listener.type=" + type,
                        "spring.rabbitmq.listener." + type + ".retry.enabled=true",
                        "spring.rabbitmq.listener." + type + ".retry.max-retries=0",
                        "spring.rabbitmq.listener." + type + ".default-requeue-rejected=false",
                        "guard.maintenance.mode=on")
                .run(context -> {
                    Closing closing = context.getBean(Closing.class);
                    closing.context = context;
                    closing.closesAfter = 3;
                    List<String> sent = send(context, 0, 10);
                    witnessed(context, sent);
                    Workers.set(context, MaintenanceMode.OFF);

                    await().until(() -> closing.seen.size() == 3);
                    await().until(() -> !container(context).isRunning());
                    await().until(() -> atTheBroker(context) == 7);
                    assertThat(closing.seen).hasSize(3);
                    assertThat(Workers.guard(context).isDrained()).isTrue();

                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(closing.seen, sent);
                    assertThat(closing.dead).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "direct"})
    void aMessageUnderWayIsNotCutOffHoweverLongItTakes(String type) {
        application(LongMessage.class)
                .withPropertyValues("spring.rabbitmq.listener.type=" + type)
                .run(context -> {
                    LongMessage listener = context.getBean(LongMessage.class);
                    List<String> sent = send(context, 0, 2);
                    assertThat(listener.hasBegun.await(20, TimeUnit.SECONDS)).isTrue();

                    Workers.set(context, MaintenanceMode.ON);

                    await().during(LongMessage.SHUTDOWN_TIMEOUT.multipliedBy(5))
                            .until(() -> !Workers.guard(context).isDrained());
                    listener.mayEnd.countDown();
                    await().until(Workers.guard(context)::isDrained);
                    await().until(() -> atTheBroker(context) == 1);
                    assertThat(listener.seen).hasSize(1);
                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(listener.seen, sent);
                });
    }

    @Test
    void whatTheBrokerForgetsWhenItSendsItWaitsInTheContainer() {
        application(Messages.class)
                .withPropertyValues("spring.rabbitmq.listener.simple.acknowledge-mode=none")
                .run(context -> {
                    Messages messages = context.getBean(Messages.class);
                    List<String> sent = new ArrayList<>(send(context, 0, 10));
                    processedOnce(messages.seen, sent);
                    Workers.drain(context, MaintenanceMode.ON);
                    List<String> waiting = send(context, 10, 10);
                    sent.addAll(waiting);
                    witnessed(context, waiting);
                    assertThat(messages.seen).hasSize(10);
                    Workers.set(context, MaintenanceMode.OFF);
                    processedOnce(messages.seen, sent);
                });
    }

    @Test
    void aContainerIsNotStartedBeforeTheGuardOpens() {
        application(Messages.class)
                .withPropertyValues("guard.maintenance.mode=on")
                .run(context -> {
                    assertThat(container(context).isRunning()).isFalse();
                    new RabbitAdmin(context.getBean(ConnectionFactory.class)).initialize();
                    List<String> waiting = send(context, 0, 10);
                    witnessed(context, waiting);
                    Workers.set(context, MaintenanceMode.OFF);
                    await().until(() -> container(context).isRunning());
                    assertThat(container(context).isAutoStartup()).isTrue();
                    List<String> sent = send(context, 10, 10);
                    await().untilAsserted(() ->
                            assertThat(context.getBean(Messages.class).seen).containsAll(sent));
                });
    }

    @Test
    void whatTheApplicationStoppedOrNeverStartedStaysSo() {
        application(Messages.class, NotStarted.class).run(context -> {
            await().until(() -> container(context).isRunning());
            container(context).stop();
            Workers.drain(context, MaintenanceMode.ON);
            Workers.set(context, MaintenanceMode.OFF);
            witnessed(context, send(context, 0, 10));
            assertThat(container(context).isRunning()).isFalse();
            assertThat(context.getBean(RabbitListenerEndpointRegistry.class)
                            .getListenerContainer("notStarted")
                            .isRunning())
                    .isFalse();
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
    void aContainerThatIsABeanIsStoppedAsItsBeanMethodIsAnnotated() {
        application(Messages.class, OwnContainer.class).run(context -> {
            OwnContainer own = context.getBean(OwnContainer.class);
            Messages messages = context.getBean(Messages.class);
            List<String> sent = new ArrayList<>(send(context, 0, 10));
            processedOnce(messages.seen, sent);
            processedOnce(own.seen, sent);
            Workers.drain(context, MaintenanceMode.READ_ONLY);
            sent.addAll(send(context, 10, 10));
            processedOnce(messages.seen, sent);
            assertThat(own.seen).hasSize(10);
            Workers.set(context, MaintenanceMode.OFF);
            processedOnce(own.seen, sent);
        });
    }

    private ApplicationContextRunner application(Class<?>... configurations) {
        return Workers.with(RabbitAutoConfiguration.class)
                .withUserConfiguration(Witness.class)
                .withUserConfiguration(configurations)
                .withPropertyValues(
                        "name=" + name,
                        "spring.rabbitmq.host=" + server.host(),
                        "spring.rabbitmq.port=" + server.port(),
                        "spring.rabbitmq.username=" + server.user(),
                        "spring.rabbitmq.password=" + server.user());
    }

    private List<String> send(ApplicationContext context, int from, int count) {
        List<String> values =
                IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
        RabbitTemplate template = context.getBean(RabbitTemplate.class);
        values.forEach(value -> template.convertAndSend(name, "", value));
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
        return context.getBean(RabbitListenerEndpointRegistry.class).getListenerContainer("messages");
    }

    /** How many messages wait there, not counting those that were sent to a consumer and not acknowledged. */
    private int atTheBroker(ApplicationContext context) {
        QueueInformation queue = new RabbitAdmin(context.getBean(ConnectionFactory.class)).getQueueInfo(name);
        return (int) Objects.requireNonNull(queue).getMessageCount();
    }

    @Configuration(proxyBeanMethods = false)
    static class Witness {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();

        @RunsInMaintenance
        @RabbitListener(
                id = "witness",
                bindings =
                        @QueueBinding(
                                value = @Queue(name = "${name}-witness"),
                                exchange = @Exchange(name = "${name}", type = "fanout")))
        void take(String value) {
            seen.add(value);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Messages {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();

        @RabbitListener(
                id = "messages",
                bindings =
                        @QueueBinding(
                                value = @Queue(name = "${name}"),
                                exchange = @Exchange(name = "${name}", type = "fanout")))
        void take(String value) {
            seen.add(value);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NotStarted {

        @RabbitListener(id = "notStarted", queues = "${name}", autoStartup = "false")
        void take(String value) {
            throw new IllegalStateException("not started, yet it received " + value);
        }
    }

    /** Switches maintenance on in the middle of what was fetched, before the container can be stopped. */
    @Configuration(proxyBeanMethods = false)
    static class Closing {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();
        private final Collection<String> dead = new ConcurrentLinkedQueue<>();
        private volatile int closesAfter;
        private volatile ApplicationContext context;

        @RabbitListener(
                id = "messages",
                bindings =
                        @QueueBinding(
                                value =
                                        @Queue(
                                                name = "${name}",
                                                arguments = {
                                                    @Argument(name = "x-dead-letter-exchange", value = ""),
                                                    @Argument(
                                                            name = "x-dead-letter-routing-key",
                                                            value = "${name}-dead")
                                                }),
                                exchange = @Exchange(name = "${name}", type = "fanout")))
        void take(String value) {
            seen.add(value);
            if (seen.size() == closesAfter) {
                Workers.set(context, MaintenanceMode.ON);
            }
        }

        @RunsInMaintenance
        @RabbitListener(queuesToDeclare = @Queue(name = "${name}-dead"))
        void bury(String value) {
            dead.add(value);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LongMessage {

        private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(100);

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();
        private final CountDownLatch hasBegun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @RabbitListener(
                id = "messages",
                bindings =
                        @QueueBinding(
                                value = @Queue(name = "${name}"),
                                exchange = @Exchange(name = "${name}", type = "fanout")))
        void take(String value) throws InterruptedException {
            seen.add(value);
            hasBegun.countDown();
            mayEnd.await();
        }

        @Bean
        ContainerCustomizer<SimpleMessageListenerContainer> simple() {
            return container -> container.setShutdownTimeout(SHUTDOWN_TIMEOUT.toMillis());
        }

        @Bean
        ContainerCustomizer<DirectMessageListenerContainer> direct() {
            return container -> container.setShutdownTimeout(SHUTDOWN_TIMEOUT.toMillis());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnContainer {

        private final Collection<String> seen = new ConcurrentLinkedQueue<>();

        @Bean
        Declarables ownQueue(Environment environment) {
            String name = environment.getRequiredProperty("name");
            org.springframework.amqp.core.Queue queue = new org.springframework.amqp.core.Queue(name + "-own");
            return new Declarables(queue, BindingBuilder.bind(queue).to(new FanoutExchange(name)));
        }

        @Bean
        @Writes
        SimpleMessageListenerContainer ownContainer(ConnectionFactory connections, Environment environment) {
            SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
            container.setQueueNames(environment.getRequiredProperty("name") + "-own");
            container.setMessageListener(message -> seen.add(new String(message.getBody())));
            return container;
        }
    }
}
