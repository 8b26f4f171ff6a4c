package dev.startupguard.spring.actuate;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardVersion;
import dev.startupguard.StartupGuard;
import dev.startupguard.schema.SupportedRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Who this instance is, and which schema its build goes with. */
final class GuardInfoContributor implements InfoContributor {

    private final StartupGuard guard;

    GuardInfoContributor(StartupGuard guard) {
        this.guard = guard;
    }

    @Override
    public void contribute(Info.Builder builder) {
        GuardConfiguration configuration = guard.configuration();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", GuardVersion.current());
        details.put("deployment", configuration.identity().deployment());
        details.put("role", configuration.identity().role());
        details.put("instance", configuration.identity().instance());
        details.put("schema", schema(configuration.schema().range()));
        builder.withDetail("guard", details);
    }

    private Map<String, String> schema(SupportedRange range) {
        Map<String, String> schema = new LinkedHashMap<>();
        putIfThere(schema, "version", guard.schemaVersion());
        putIfThere(schema, "min", range.min());
        putIfThere(schema, "max", range.max());
        return schema;
    }

    private static void putIfThere(Map<String, String> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }
}
