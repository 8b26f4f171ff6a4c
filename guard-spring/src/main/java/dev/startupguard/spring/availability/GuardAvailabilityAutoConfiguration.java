package dev.startupguard.spring.availability;

import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Has the guard and Spring Boot's availability say the same. */
@AutoConfiguration(after = {GuardAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class})
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
@ConditionalOnBean({StartupGuard.class, ApplicationAvailability.class})
public final class GuardAvailabilityAutoConfiguration {

    @Bean
    AvailabilityBridge guardAvailabilityBridge(
            StartupGuard startupGuard, ApplicationAvailability availability, ConfigurableApplicationContext context) {
        return new AvailabilityBridge(startupGuard, availability, context);
    }
}
