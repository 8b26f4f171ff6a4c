package dev.startupguard.spring.actuate;

import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Adds the {@code maintenance} endpoint where it is exposed, by HTTP or JMX. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
@ConditionalOnBean(StartupGuard.class)
@ConditionalOnAvailableEndpoint(MaintenanceEndpoint.class)
public final class MaintenanceEndpointAutoConfiguration {

    @Bean
    MaintenanceEndpoint guardMaintenanceEndpoint(StartupGuard startupGuard) {
        return new MaintenanceEndpoint(startupGuard.maintenance(), Clock.systemUTC());
    }

    @Bean
    MaintenanceWebExtension guardMaintenanceWebExtension(MaintenanceEndpoint endpoint) {
        return new MaintenanceWebExtension(endpoint);
    }
}
