package dev.startupguard.spring.actuate;

import dev.startupguard.GuardStatus;
import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the guard to the application's health, and to the groups for probes. */
@AutoConfiguration(after = {GuardAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class})
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
@ConditionalOnBean(StartupGuard.class)
@ConditionalOnEnabledHealthIndicator("guard")
public final class GuardHealthAutoConfiguration {

    @Bean
    HealthIndicator guardReadinessHealthIndicator(StartupGuard startupGuard) {
        return new GuardHealthIndicator(startupGuard::status, GuardStatus::isReady, Status.OUT_OF_SERVICE);
    }

    @Bean
    HealthIndicator guardLivenessHealthIndicator(StartupGuard startupGuard) {
        return new GuardHealthIndicator(startupGuard::status, GuardStatus::isLive, Status.DOWN);
    }

    /** Health is there without Actuator too; its endpoint and the groups are not. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthEndpointGroupsPostProcessor.class, AdditionalPathsMapper.class})
    static class ProbeGroupsConfiguration {

        @Bean
        GuardProbeGroupsPostProcessor guardProbeGroupsPostProcessor() {
            return new GuardProbeGroupsPostProcessor();
        }
    }
}
