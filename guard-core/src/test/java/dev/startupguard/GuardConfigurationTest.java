package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.automigration.AutoMigrationPolicy;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.schema.HistoryTable;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SchemaVersion;
import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class GuardConfigurationTest {

    /** Any text is a table, a schema, a location or a name to look up; whether it exists shows later. */
    private static final Set<GuardKey> ACCEPT_ANY_TEXT =
            EnumSet.of(GuardKey.SCHEMA_LOCATIONS, GuardKey.SCHEMA_DEFAULT_SCHEMA, GuardKey.DATABASE_DATA_SOURCE);

    @Test
    void withoutSettingsTheDefaultsOfTheDesignHold() {
        GuardConfiguration configuration = of(Map.of());

        assertThat(configuration.enabled()).isTrue();
        assertThat(configuration.identity().deployment()).isEqualTo("default");
        assertThat(configuration.identity().role()).isEqualTo("web");
        assertThat(configuration.identity().instance())
                .matches(".+-" + ProcessHandle.current().pid() + "-[0-9a-f]{4}");
        assertThat(configuration.autoMigration()).isEqualTo(AutoMigrationPolicy.BLOCK);
        assertThat(configuration.schema().locations()).containsExactly("classpath:db/migration");
        assertThat(configuration.schema().history()).isEqualTo(new HistoryTable("flyway_schema_history", null));
        assertThat(configuration.schema().range().min()).isNull();
        assertThat(configuration.schema().range().max()).isNull();
        assertThat(configuration.schema().onIncompatible()).isEqualTo(OnIncompatible.HOLD);
        assertThat(configuration.schema().checkInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.databaseTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(configuration.maintenance().mode()).isEqualTo(MaintenanceMode.OFF);
        assertThat(configuration.maintenance().refreshInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.warmUp().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(configuration.warmUp().gateTraffic()).isTrue();
        assertThat(configuration.readyInMaintenance()).isTrue();
        assertThat(configuration.drainingStatus()).isEqualTo(503);
        assertThat(configuration.agentCheck()).isNull();
        assertThat(configuration.drainDelay()).isZero();
        assertThat(configuration.endpoints().basePath()).isEqualTo("/guard");
        assertThat(configuration.endpoints().aliases()).isEmpty();
        assertThat(configuration.adminToken()).isNull();
        assertThat(configuration.bypassSecret()).isNull();
    }

    @Test
    void everySettingArrives() {
        GuardConfiguration configuration = of(Map.ofEntries(
                Map.entry("guard.instance-id", "node-1"),
                Map.entry("guard.auto-migration", "always"),
                Map.entry("guard.schema.min", "2"),
                Map.entry("guard.schema.max", "3_1"),
                Map.entry("guard.schema.locations", "classpath:db/{vendor}, filesystem:/migrations ,"),
                Map.entry("guard.schema.on-incompatible", "warn"),
                Map.entry("guard.database.data-source", "jdbc/main"),
                Map.entry("guard.maintenance.mode", "read-only"),
                Map.entry("guard.maintenance.reason", "Moving house"),
                Map.entry("guard.maintenance.until", "2027-01-31T07:00:00+01:00"),
                Map.entry("guard.maintenance.file", "/etc/guard/mode.properties"),
                Map.entry("guard.maintenance.exempt-paths", "/assets/*,/imprint"),
                Map.entry("guard.maintenance.read-only.allow", "/search"),
                Map.entry("guard.maintenance.read-only.deny", "/logout, /unsubscribe/*"),
                Map.entry("guard.maintenance.cors.allowed-origins", "https://a.example.org, http://localhost:3000"),
                Map.entry("guard.admin.token", "0123456789abcdef"),
                Map.entry("guard.warmup.pages", "/,/conferences?all=true"),
                Map.entry("guard.readiness.in-maintenance", "not-ready"),
                Map.entry("guard.readiness.draining-status", "404"),
                Map.entry("guard.agent-check.port", "8777"),
                Map.entry("guard.shutdown.drain-delay", "PT15S"),
                Map.entry("guard.endpoints.aliases", "/livez=live,/_ah/warmup=warmup")));

        assertThat(configuration.identity().instance()).isEqualTo("node-1");
        assertThat(configuration.autoMigration()).isEqualTo(AutoMigrationPolicy.ALWAYS);
        assertThat(configuration.schema().range().min()).isEqualTo(SchemaVersion.of("2"));
        assertThat(configuration.schema().range().max()).isEqualTo(SchemaVersion.of("3.1"));
        assertThat(configuration.schema().locations())
                .containsExactly("classpath:db/{vendor}", "filesystem:/migrations");
        assertThat(configuration.schema().onIncompatible()).isEqualTo(OnIncompatible.WARN);
        assertThat(configuration.dataSource()).isEqualTo("jdbc/main");
        assertThat(configuration.maintenance().mode()).isEqualTo(MaintenanceMode.READ_ONLY);
        assertThat(configuration.maintenance().reason()).isEqualTo("Moving house");
        assertThat(configuration.maintenance().until()).isEqualTo(Instant.parse("2027-01-31T06:00:00Z"));
        assertThat(configuration.maintenance().file()).isEqualTo(Path.of("/etc/guard/mode.properties"));
        assertThat(configuration.maintenance().exemptPaths()).containsExactly("/assets/*", "/imprint");
        assertThat(configuration.maintenance().readOnlyAllow()).containsExactly("/search");
        assertThat(configuration.maintenance().readOnlyDeny()).containsExactly("/logout", "/unsubscribe/*");
        assertThat(configuration.maintenance().corsAllowedOrigins())
                .containsExactly("https://a.example.org", "http://localhost:3000");
        assertThat(configuration.adminToken()).isNotNull();
        assertThat(configuration.warmUp().pages()).containsExactly("/", "/conferences?all=true");
        assertThat(configuration.readyInMaintenance()).isFalse();
        assertThat(configuration.drainingStatus()).isEqualTo(404);
        assertThat(configuration.agentCheck()).isEqualTo(new GuardConfiguration.AgentCheck("127.0.0.1", 8777));
        assertThat(configuration.drainDelay()).isEqualTo(Duration.ofSeconds(15));
        assertThat(configuration.endpoints().aliases()).isEqualTo(Map.of("/livez", "live", "/_ah/warmup", "warmup"));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/dev/startupguard/refused-settings.csv", delimiter = '|')
    void aWrongValueIsRefusedWithOneClearMessage(String key, String value, String message) {
        assertThatThrownBy(() -> of(Map.of(key, value.replace("NUL", "\0"))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(message);
    }

    @Test
    void everySettingHasAWrongValueInTheTable() throws Exception {
        try (var rows = GuardConfigurationTest.class.getResourceAsStream("/dev/startupguard/refused-settings.csv")) {
            Set<String> tested = new String(rows.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\\|")[0].strip())
                    .collect(Collectors.toSet());
            List<String> untested = EnumSet.complementOf(EnumSet.copyOf(ACCEPT_ANY_TEXT)).stream()
                    .map(GuardKey::key)
                    .filter(key -> !tested.contains(key))
                    .toList();

            assertThat(untested).isEmpty();
        }
    }

    @Test
    void aLowestVersionAboveTheHighestIsRefused() {
        assertThatThrownBy(() -> of(Map.of("guard.schema.min", "3", "guard.schema.max", "2.9")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "guard.schema.min is 3 and guard.schema.max is 2.9; expected the lowest version not to be above"
                                + " the highest. Correct one of them.");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> of(Map.of("guard.shema.min", "3")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(
                        "guard.shema.min (test) is not a setting of the guard; did you mean guard.schema.min?");
    }

    private static GuardConfiguration of(Map<String, String> values) {
        return GuardConfiguration.of(Settings.of(new PropertySettings("test", values)));
    }
}
