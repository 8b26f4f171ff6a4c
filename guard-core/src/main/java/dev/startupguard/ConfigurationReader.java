package dev.startupguard;

import dev.startupguard.automigration.AutoMigrationPolicy;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.schema.HistoryTable;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SchemaVersion;
import dev.startupguard.schema.SupportedRange;
import dev.startupguard.settings.DurationText;
import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.settings.Secret;
import dev.startupguard.settings.Setting;
import dev.startupguard.settings.Settings;
import dev.startupguard.warmup.WarmUpPage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns texts into the checked configuration; every refusal names the setting, its value, and what is accepted. */
final class ConfigurationReader {

    static final String NAME = "[A-Za-z0-9._-]{1,100}";
    private static final String PATH = "/[^\\s?#,;%\\\\]*";
    /** As browsers send it (RFC 6454 §6.2), which compare it octet by octet. */
    private static final String ORIGIN = "\\*|[a-z][a-z0-9+.-]*://[a-z0-9._~\\[\\]:-]+";

    private static final int LONGEST_REASON = 500;
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Settings settings;

    ConfigurationReader(Settings settings) {
        this.settings = settings;
    }

    GuardConfiguration read() {
        return new GuardConfiguration(
                required(GuardKey.ENABLED, ConfigurationReader::yesOrNo),
                new GuardIdentity(
                        required(GuardKey.DEPLOYMENT, matching(NAME)),
                        required(GuardKey.ROLE, matching(NAME)),
                        orElse(
                                optional(GuardKey.INSTANCE_ID, matching(NAME)),
                                GuardIdentity.defaultInstance(new SecureRandom()))),
                required(GuardKey.AUTO_MIGRATION, AutoMigrationPolicy::of),
                schema(),
                optional(GuardKey.DATABASE_DATA_SOURCE, Function.identity()),
                required(GuardKey.DATABASE_TIMEOUT, duration(SHORTEST, Duration.ofMinutes(10))),
                maintenance(),
                optional(GuardKey.BYPASS_SECRET, Secret::new),
                optional(GuardKey.ADMIN_TOKEN, Secret::new),
                new GuardConfiguration.WarmUp(
                        list(GuardKey.WARMUP_PAGES, text -> new WarmUpPage(text).path()),
                        required(GuardKey.WARMUP_HOST, matching("[A-Za-z0-9.:\\[\\]_-]{1,255}")),
                        required(GuardKey.WARMUP_TIMEOUT, duration(SHORTEST, Duration.ofHours(1))),
                        required(GuardKey.WARMUP_GATE_TRAFFIC, ConfigurationReader::yesOrNo)),
                required(GuardKey.READINESS_IN_MAINTENANCE, ConfigurationReader::readyOrNot),
                required(GuardKey.READINESS_DRAINING_STATUS, text -> Integer.parseInt(choice(text, "503", "404"))),
                agentCheck(),
                required(GuardKey.SHUTDOWN_DRAIN_DELAY, duration(Duration.ZERO, Duration.ofHours(1))),
                new GuardConfiguration.Endpoints(
                        required(GuardKey.ENDPOINTS_BASE_PATH, matching("(/[A-Za-z0-9._~-]+)+")), aliases()));
    }

    private GuardConfiguration.@Nullable AgentCheck agentCheck() {
        String address = required(GuardKey.AGENT_CHECK_ADDRESS, matching("[A-Za-z0-9.:-]{1,255}"));
        Integer port = optional(GuardKey.AGENT_CHECK_PORT, ConfigurationReader::port);
        return port == null ? null : new GuardConfiguration.AgentCheck(address, port);
    }

    private GuardConfiguration.Schema schema() {
        SchemaVersion min = optional(GuardKey.SCHEMA_MIN, SchemaVersion::of);
        SchemaVersion max = optional(GuardKey.SCHEMA_MAX, SchemaVersion::of);
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new InvalidSettingException(
                    "guard.schema.min is %s and guard.schema.max is %s; expected the lowest version not to be above the highest. Correct one of them."
                            .formatted(min, max));
        }
        return new GuardConfiguration.Schema(
                new SupportedRange(min, max),
                list(GuardKey.SCHEMA_LOCATIONS, Function.identity()),
                new HistoryTable(
                        required(GuardKey.SCHEMA_HISTORY_TABLE, matching(".+")),
                        optional(GuardKey.SCHEMA_DEFAULT_SCHEMA, Function.identity())),
                required(GuardKey.SCHEMA_ON_INCOMPATIBLE, OnIncompatible::of),
                required(GuardKey.SCHEMA_CHECK_INTERVAL, duration(SHORTEST, Duration.ofHours(1))));
    }

    private GuardConfiguration.Maintenance maintenance() {
        return new GuardConfiguration.Maintenance(
                required(GuardKey.MAINTENANCE_MODE, MaintenanceMode::of),
                optional(GuardKey.MAINTENANCE_REASON, matching("[^\\p{Cntrl}]{1," + LONGEST_REASON + "}")),
                optional(
                        GuardKey.MAINTENANCE_UNTIL,
                        text -> OffsetDateTime.parse(text).toInstant()),
                optional(GuardKey.MAINTENANCE_PAGE, matching("(classpath|file):\\S+")),
                optional(GuardKey.MAINTENANCE_FILE, Path::of),
                required(GuardKey.MAINTENANCE_REFRESH_INTERVAL, duration(SHORTEST, Duration.ofHours(1))),
                list(GuardKey.MAINTENANCE_EXEMPT_PATHS, matching(PATH)),
                list(GuardKey.MAINTENANCE_READ_ONLY_ALLOW, matching(PATH)),
                list(GuardKey.MAINTENANCE_READ_ONLY_DENY, matching(PATH)),
                list(GuardKey.MAINTENANCE_CORS_ALLOWED_ORIGINS, matching(ORIGIN)));
    }

    private Map<String, String> aliases() {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (String[] alias : list(GuardKey.ENDPOINTS_ALIASES, ConfigurationReader::alias)) {
            aliases.put(alias[0], alias[1]);
        }
        return aliases;
    }

    private <T> T required(GuardKey key, Function<String, T> parser) {
        return parse(setting(key), parser);
    }

    private <T> @Nullable T optional(GuardKey key, Function<String, T> parser) {
        return settings.find(key)
                .filter(found -> !found.value().isEmpty())
                .map(found -> parse(found, parser))
                .orElse(null);
    }

    private <T> List<T> list(GuardKey key, Function<String, T> parser) {
        Setting setting = setting(key);
        return Arrays.stream(setting.value().split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> parse(setting, ignored -> parser.apply(each)))
                .toList();
    }

    private Setting setting(GuardKey key) {
        return settings.find(key)
                .orElseGet(() -> new Setting(key, Objects.requireNonNull(key.defaultValue()), "default"));
    }

    private static <T> T parse(Setting setting, Function<String, T> parser) {
        try {
            return parser.apply(setting.value());
        } catch (IllegalArgumentException | DateTimeException e) {
            InvalidSettingException refusal = setting.invalid();
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static Function<String, String> matching(String pattern) {
        return text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException("does not match " + pattern);
            }
            return text;
        };
    }

    private static Function<String, Duration> duration(Duration shortest, Duration longest) {
        return text -> {
            Duration duration = DurationText.parse(text);
            if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
                throw new IllegalArgumentException("not between " + shortest + " and " + longest);
            }
            return duration;
        };
    }

    private static String choice(String text, String... allowed) {
        if (!List.of(allowed).contains(text)) {
            throw new IllegalArgumentException("not one of " + List.of(allowed));
        }
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean yesOrNo(String text) {
        return choice(text, "true", "false").equals("TRUE");
    }

    private static Integer port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no port");
        }
        return port;
    }

    private static boolean readyOrNot(String text) {
        return choice(text, "ready", "not-ready").equals("READY");
    }

    private static String[] alias(String text) {
        String[] parts = text.split("=", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not path=endpoint");
        }
        matching(PATH).apply(parts[0]);
        choice(parts[1], "live", "started", "ready", "warmup");
        return parts;
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
