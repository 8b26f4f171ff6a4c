package dev.startupguard.servlet;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.StartupGuard;
import dev.startupguard.bypass.AttemptLimit;
import dev.startupguard.bypass.BypassTokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which endpoint is where: under the base path, and under the configured aliases. */
final class GuardEndpoints {

    private GuardEndpoints() {}

    static Map<String, Endpoint> byPath(StartupGuard guard, @Nullable BypassTokens tokens, Clock clock) {
        GuardConfiguration configuration = guard.configuration();
        AdminAccess access = new AdminAccess(configuration.adminToken());
        Map<String, Endpoint> byName = new LinkedHashMap<>();
        byName.put("live", new ProbeEndpoint(Probe.LIVE, guard::status));
        byName.put("ready", new ProbeEndpoint(Probe.READY, guard::status, configuration.drainingStatus()));
        byName.put("started", new ProbeEndpoint(Probe.STARTED, guard::status));
        byName.put("warmup", new WarmUpEndpoint(guard, access));

        Map<String, Endpoint> byPath = new LinkedHashMap<>();
        configuration.endpoints().aliases().forEach((path, name) -> byPath.put(path, byName.get(name)));
        byName.put("status", new StatusEndpoint(guard, access));
        byName.put("maintenance", new MaintenanceEndpoint(guard.maintenance(), access, clock));
        byName.put("bypass", bypass(guard, tokens, clock));
        byName.forEach((name, endpoint) -> byPath.put(configuration.endpoints().basePath() + "/" + name, endpoint));
        return byPath;
    }

    private static Endpoint bypass(StartupGuard guard, @Nullable BypassTokens tokens, Clock clock) {
        if (tokens == null) {
            return Answer::notFound;
        }
        AttemptLimit attempts = new AttemptLimit(clock, new SecureRandom().nextInt());
        return new BypassEndpoint(tokens, attempts, guard::status);
    }
}
