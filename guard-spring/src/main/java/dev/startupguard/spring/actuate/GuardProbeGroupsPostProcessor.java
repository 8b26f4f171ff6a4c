package dev.startupguard.spring.actuate;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Comes after Spring Boot's own, which has the lowest precedence too and is defined before, and makes the groups for probes. */
@Order(Ordered.LOWEST_PRECEDENCE)
final class GuardProbeGroupsPostProcessor implements HealthEndpointGroupsPostProcessor {

    @Override
    public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
        return new GuardProbeGroups(groups);
    }
}
