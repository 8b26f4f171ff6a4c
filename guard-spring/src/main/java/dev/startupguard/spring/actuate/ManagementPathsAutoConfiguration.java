package dev.startupguard.spring.actuate;

import dev.startupguard.servlet.ExemptPaths;
import dev.startupguard.spring.GuardAutoConfiguration;
import jakarta.servlet.Filter;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Lets requests to Actuator pass the closed door: its probes would fail there, and nobody could open it by its endpoint. */
@AutoConfiguration(after = {GuardAutoConfiguration.class, WebEndpointAutoConfiguration.class})
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({Filter.class, WebEndpointProperties.class})
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
@ConditionalOnBean(WebEndpointProperties.class)
public final class ManagementPathsAutoConfiguration {

    @Bean
    ExemptPaths guardManagementPaths(Environment environment, WebEndpointProperties endpoints) {
        return ManagementPaths.of(environment, endpoints);
    }
}
