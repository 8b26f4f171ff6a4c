package dev.startupguard;

import dev.startupguard.automigration.AutoMigrationPolicy;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.schema.HistoryTable;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SupportedRange;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.settings.Secret;
import dev.startupguard.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guard's settings, checked. Each component is the setting of the same name, described at
 * {@link dev.startupguard.settings.GuardKey}.
 *
 * @param dataSource name of the DataSource; null where it is found by itself
 * @param bypassSecret null where there is no bypass
 * @param adminToken null where there is no control endpoint
 * @param agentCheck null where HAProxy's agent check is not answered
 */
public record GuardConfiguration(
        boolean enabled,
        GuardIdentity identity,
        AutoMigrationPolicy autoMigration,
        Schema schema,
        @Nullable String dataSource,
        Duration databaseTimeout,
        Maintenance maintenance,
        @Nullable Secret bypassSecret,
        @Nullable Secret adminToken,
        WarmUp warmUp,
        boolean readyInMaintenance,
        int drainingStatus,
        @Nullable AgentCheck agentCheck,
        Duration drainDelay,
        Endpoints endpoints) {

    /** Settings named {@code guard.schema.*}. */
    public record Schema(
            SupportedRange range,
            List<String> locations,
            HistoryTable history,
            OnIncompatible onIncompatible,
            Duration checkInterval) {

        public Schema {
            locations = List.copyOf(locations);
        }
    }

    /** Settings named {@code guard.maintenance.*}. */
    public record Maintenance(
            MaintenanceMode mode,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable String page,
            @Nullable Path file,
            Duration refreshInterval,
            List<String> exemptPaths,
            List<String> readOnlyAllow,
            List<String> readOnlyDeny,
            List<String> corsAllowedOrigins) {

        public Maintenance {
            exemptPaths = List.copyOf(exemptPaths);
            readOnlyAllow = List.copyOf(readOnlyAllow);
            readOnlyDeny = List.copyOf(readOnlyDeny);
            corsAllowedOrigins = List.copyOf(corsAllowedOrigins);
        }
    }

    /** Settings named {@code guard.warmup.*}. */
    public record WarmUp(List<String> pages, String host, Duration timeout, boolean gateTraffic) {

        public WarmUp {
            pages = List.copyOf(pages);
        }
    }

    /** Settings named {@code guard.agent-check.*}. */
    public record AgentCheck(String address, int port) {}

    /**
     * Settings named {@code guard.endpoints.*}.
     *
     * @param aliases further paths, each with the endpoint that answers there: live, started, ready or warmup
     */
    public record Endpoints(String basePath, Map<String, String> aliases) {

        public Endpoints {
            aliases = Map.copyOf(aliases);
        }
    }

    /**
     * Reads and checks every setting.
     *
     * @throws InvalidSettingException at the first name or value that is not accepted
     */
    public static GuardConfiguration of(Settings settings) {
        settings.refuseUnknownNames();
        return new ConfigurationReader(settings).read();
    }

    /** By name of the instance: Spring hashes beans at start-up, and a record links a method for each type below it then. */
    @Override
    public int hashCode() {
        return identity.instance().hashCode();
    }
}
