package dev.startupguard.spring.work;

import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Keeps scheduled methods from working while the guard is closed, unless {@code
 * guard.enabled} is false. The application enables them; nothing does here.
 */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnBean(StartupGuard.class)
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
public final class WorkAutoConfiguration {

    @Bean
    static FrameworkBean<ScheduledAnnotationBeanPostProcessor> guardScheduling() {
        return new FrameworkBean<>(
                TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME,
                ScheduledAnnotationBeanPostProcessor.class,
                GatedScheduling.class);
    }
}
