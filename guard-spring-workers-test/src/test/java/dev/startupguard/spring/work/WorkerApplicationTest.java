package dev.startupguard.spring.work;

import static dev.startupguard.spring.work.Workers.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.Writes;
import dev.startupguard.test.RabbitServer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.annotation.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** An application without a web server and with everything at once, from Spring Boot's starters and with nothing to configure. */
class WorkerApplicationTest {

    private static final String WORK = "work";

    @Test
    void itWaitsWithAllOfItsWorkUntilMaintenanceEndsAndStopsCleanly() {
        RabbitServer rabbit = RabbitServer.get();
        EmbeddedKafkaBroker kafka = new EmbeddedKafkaKraftBroker(1, 1, WORK);
        kafka.afterPropertiesSet();
        ConfigurableApplicationContext closed;
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Worker.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.main.banner-mode=off",
                        "--guard.role=worker",
                        "--guard.maintenance.mode=on",
                        "--spring.kafka.bootstrap-servers=" + kafka.getBrokersAsString(),
                        "--spring.kafka.consumer.auto-offset-reset=earliest",
                        "--spring.rabbitmq.host=" + rabbit.host(),
                        "--spring.rabbitmq.port=" + rabbit.port(),
                        "--spring.artemis.embedded.queues=" + WORK)) {
            Worker worker = context.getBean(Worker.class);
            kafkaTemplate(context).send(WORK, "kafka").join();
            context.getBean(RabbitTemplate.class).convertAndSend(WORK, "rabbit");
            context.getBean(JmsTemplate.class).convertAndSend(WORK, "jms");
            await().until(() -> worker.exemptRuns.get() > 10);
            assertThat(worker.done).isEmpty();
            assertThat(Workers.guard(context).isDrained()).isTrue();

            Workers.set(context, MaintenanceMode.OFF);

            await().untilAsserted(() ->
                    assertThat(worker.done).containsExactlyInAnyOrder("scheduled", "kafka", "rabbit", "jms"));
            Workers.drain(context, MaintenanceMode.ON);
            closed = context;
        } finally {
            kafka.destroy();
        }
        assertThat(closed.isActive()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static KafkaTemplate<String, String> kafkaTemplate(ConfigurableApplicationContext context) {
        return context.getBean(KafkaTemplate.class);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Worker {

        private final Set<String> done = ConcurrentHashMap.newKeySet();
        private final AtomicInteger exemptRuns = new AtomicInteger();

        @Writes
        @Scheduled(fixedDelay = 10)
        void schedule() {
            done.add("scheduled");
        }

        @RunsInMaintenance
        @Scheduled(fixedDelay = 10)
        void always() {
            exemptRuns.incrementAndGet();
        }

        @KafkaListener(topics = WORK, groupId = WORK)
        void kafka(String value) {
            done.add(value);
        }

        @RabbitListener(queuesToDeclare = @Queue(name = WORK))
        void rabbit(String value) {
            done.add(value);
        }

        @JmsListener(destination = WORK)
        void jms(String value) {
            done.add(value);
        }
    }
}
