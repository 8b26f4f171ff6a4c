package dev.startupguard.spring.actuate;

import dev.startupguard.servlet.ExemptPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where Actuator answers on the application's own port. Told from the settings and not from the endpoints, since those would have
 * to be made, with all that they need, before the server starts.
 */
final class ManagementPaths {

    private static final String HEALTH = "management.endpoint.health.";
    private static final String ON_THE_SERVER = "server:";
    /** What must be there while the application is closed, where Actuator has no folder of its own. */
    private static final List<String> NEEDED = List.of("health", "maintenance");

    private final Environment environment;
    private final WebEndpointProperties endpoints;
    private final List<String> patterns = new ArrayList<>();

    private ManagementPaths(Environment environment, WebEndpointProperties endpoints) {
        this.environment = environment;
        this.endpoints = endpoints;
    }

    static ExemptPaths of(Environment environment, WebEndpointProperties endpoints) {
        ManagementPaths paths = new ManagementPaths(environment, endpoints);
        if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
            paths.addEndpoints();
        }
        paths.addProbes();
        return new ExemptPaths(paths.patterns);
    }

    private void addEndpoints() {
        String base = endpoints.getBasePath();
        if (base.length() > 1) {
            add(base + "/*");
        } else {
            NEEDED.forEach(id -> add("/" + endpoints.getPathMapping().getOrDefault(id, id) + "/*"));
        }
    }

    private void addProbes() {
        Binder.get(environment)
                .bind(HEALTH + "group", Bindable.mapOf(String.class, HealthGroup.class))
                .orElse(Map.of())
                .values()
                .forEach(each -> addIfOnTheServer(each.additionalPath()));
        if (environment.getProperty(HEALTH + "probes.add-additional-paths", Boolean.class, false)) {
            add("/livez");
            add("/readyz");
        }
    }

    private void addIfOnTheServer(@Nullable String path) {
        if (path != null && path.startsWith(ON_THE_SERVER)) {
            add(path.substring(ON_THE_SERVER.length()));
        }
    }

    /** Below the dispatcher servlet, which answers for Actuator. */
    private void add(String path) {
        String servlet = environment.getProperty("spring.mvc.servlet.path", "");
        patterns.add((servlet.endsWith("/") ? servlet.substring(0, servlet.length() - 1) : servlet) + path);
    }

    /** The one setting of a health group that matters here. */
    record HealthGroup(@Nullable String additionalPath) {}
}
