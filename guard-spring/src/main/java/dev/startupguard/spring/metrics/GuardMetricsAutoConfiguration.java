package dev.startupguard.spring.metrics;

import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Publishes the guard's meters where the application has a registry. */
@AutoConfiguration(
        after = GuardAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
@ConditionalOnBean({StartupGuard.class, MeterRegistry.class})
public final class GuardMetricsAutoConfiguration {

    @Bean
    GuardMetrics guardMetrics(StartupGuard startupGuard) {
        return new GuardMetrics(startupGuard);
    }
}
