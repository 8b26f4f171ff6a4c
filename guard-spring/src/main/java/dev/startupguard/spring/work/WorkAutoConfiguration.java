package dev.startupguard.spring.work;

import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Keeps scheduled methods and listeners of Kafka, RabbitMQ and JMS from working while the guard is closed, unless {@code
 * guard.enabled} is false. Each has to be on the class path and enabled by the application; nothing enables it here.
 */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnBean(StartupGuard.class)
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
@Import({
    KafkaWorkConfiguration.class,
    RabbitWorkConfiguration.class,
    OlderRabbitConfiguration.class,
    JmsWorkConfiguration.class
})
public final class WorkAutoConfiguration {

    @Bean
    static FrameworkBean<ScheduledAnnotationBeanPostProcessor> guardScheduling() {
        return new FrameworkBean<>(
                TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME,
                ScheduledAnnotationBeanPostProcessor.class,
                GatedScheduling.class);
    }

    @Bean
    WorkContainers guardWorkContainers(ObjectProvider<StartupGuard> startupGuard, ApplicationContext context) {
        return new WorkContainers(new Gates(startupGuard), context);
    }
}
