package dev.startupguard.spring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import dev.startupguard.spring.GuardOffAutoConfiguration;
import dev.startupguard.test.LogCapture;
import jakarta.jms.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

class WorkAutoConfigurationTest {

    private static final AutoConfigurations GUARD = AutoConfigurations.of(
            GuardAutoConfiguration.class, GuardOffAutoConfiguration.class, WorkAutoConfiguration.class);

    private final ApplicationContextRunner application = new ApplicationContextRunner().withConfiguration(GUARD);

    @Test
    void nothingIsEnabledThatTheApplicationDoesNotEnable() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(WorkContainers.class)
                .doesNotHaveBean(ScheduledAnnotationBeanPostProcessor.class)
                .doesNotHaveBean(KafkaListenerEndpointRegistry.class)
                .doesNotHaveBean(RabbitListenerEndpointRegistry.class)
                .doesNotHaveBean(JmsListenerEndpointRegistry.class));
    }

    @Test
    void whatTheApplicationEnablesAsksTheGate() {
        application.withUserConfiguration(Everything.class).run(context -> {
            assertThat(context.getBean(ScheduledAnnotationBeanPostProcessor.class))
                    .isInstanceOf(GatedScheduling.class);
            assertThat(context.getBean(KafkaListenerEndpointRegistry.class)).isInstanceOf(GatedKafkaRegistry.class);
            assertThat(context.getBean(RabbitListenerEndpointRegistry.class)).isInstanceOf(GatedRabbitRegistry.class);
            assertThat(context.getBean(JmsListenerEndpointRegistry.class)).isInstanceOf(GatedJmsRegistry.class);
        });
    }

    @Test
    void inWebApplicationsOfBothKindsToo() {
        new WebApplicationContextRunner()
                .withConfiguration(GUARD)
                .withUserConfiguration(Everything.class)
                .run(context -> assertThat(context).hasSingleBean(GatedScheduling.class));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(GUARD)
                .withUserConfiguration(Everything.class)
                .run(context -> assertThat(context).hasSingleBean(GatedScheduling.class));
    }

    @Test
    void switchedOffSpringsOwnBeansStay() {
        application
                .withUserConfiguration(Everything.class)
                .withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(StartupGuard.class)
                        .doesNotHaveBean(WorkContainers.class)
                        .doesNotHaveBean(GatedScheduling.class)
                        .doesNotHaveBean(GatedKafkaRegistry.class)
                        .doesNotHaveBean(GatedRabbitRegistry.class)
                        .doesNotHaveBean(GatedJmsRegistry.class));
    }

    @Test
    void withoutAGuardSpringsOwnBeansStay() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WorkAutoConfiguration.class))
                .withUserConfiguration(Everything.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(WorkContainers.class)
                        .doesNotHaveBean(GatedScheduling.class));
    }

    @Test
    void aProcessorOfTheApplicationsOwnStays() {
        application
                .withUserConfiguration(OwnProcessor.class)
                .run(context -> assertThat(context.getBean(ScheduledAnnotationBeanPostProcessor.class))
                        .isInstanceOf(OwnScheduling.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.kafka",
                "org.apache.kafka",
                "org.springframework.amqp",
                "org.springframework.jms",
                "jakarta.jms",
                "org.springframework.transaction"
            })
    void noneOfTheBrokersIsNeeded(String missing) {
        application
                .withClassLoader(new FilteredClassLoader(missing))
                .withUserConfiguration(Scheduling.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(GatedScheduling.class));
    }

    @Test
    void eachBrokerCountsWhereItIs() {
        application
                .withClassLoader(new FilteredClassLoader(
                        KafkaListenerEndpointRegistry.class, RabbitListenerEndpointRegistry.class, Message.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KafkaWorkConfiguration.class)
                        .doesNotHaveBean(RabbitWorkConfiguration.class)
                        .doesNotHaveBean(JmsWorkConfiguration.class));
        application.run(context -> assertThat(context)
                .hasSingleBean(KafkaWorkConfiguration.class)
                .hasSingleBean(RabbitWorkConfiguration.class)
                .hasSingleBean(JmsWorkConfiguration.class));
    }

    /** Spring Boot 4.0 has it. */
    @Test
    void anOlderSpringAmqpIsLeftAloneAndItIsSaid() {
        try (LogCapture log = LogCapture.of(OlderRabbitConfiguration.class)) {
            application
                    .withClassLoader(new FilteredClassLoader(MessageListenerContainer.class))
                    .withUserConfiguration(Scheduling.class)
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(RabbitWorkConfiguration.class)
                            .hasSingleBean(KafkaWorkConfiguration.class));
            assertThat(log.messages("WARN")).singleElement().asString().contains("older than 4.1");
            application.run(context -> assertThat(context).doesNotHaveBean(OlderRabbitConfiguration.class));
            assertThat(log.messages("WARN")).hasSize(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @EnableKafka
    @EnableRabbit
    @EnableJms
    static class Everything {}

    @Configuration(proxyBeanMethods = false)
    static class OwnProcessor {

        @Bean(name = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
        static OwnScheduling ownScheduling() {
            return new OwnScheduling();
        }
    }

    static final class OwnScheduling extends ScheduledAnnotationBeanPostProcessor {}
}
