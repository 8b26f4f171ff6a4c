package dev.startupguard.spring.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/** The application's health groups, with the guard in the two that platforms probe, whoever has configured them. */
final class GuardProbeGroups implements HealthEndpointGroups, AdditionalPathsMapper {

    static final String READINESS = "guardReadiness";
    static final String LIVENESS = "guardLiveness";

    private static final Map<String, String> MEMBERS = Map.of("readiness", READINESS, "liveness", LIVENESS);

    private final HealthEndpointGroups groups;

    GuardProbeGroups(HealthEndpointGroups groups) {
        this.groups = groups;
    }

    @Override
    public HealthEndpointGroup getPrimary() {
        return groups.getPrimary();
    }

    @Override
    public Set<String> getNames() {
        return groups.getNames();
    }

    @Override
    public @Nullable HealthEndpointGroup get(String name) {
        HealthEndpointGroup group = groups.get(name);
        String member = MEMBERS.get(name);
        return group == null || member == null ? group : new GuardProbeGroup(group, member);
    }

    /** A decorator of beans must show what else the bean is. */
    @Override
    public @Nullable List<String> getAdditionalPaths(EndpointId endpoint, WebServerNamespace namespace) {
        return groups instanceof AdditionalPathsMapper mapper ? mapper.getAdditionalPaths(endpoint, namespace) : null;
    }
}
