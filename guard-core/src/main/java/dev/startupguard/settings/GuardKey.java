package dev.startupguard.settings;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting of the guard: its name, what it accepts, and what holds without it. The one list of settings; the documentation's table
 * and the Spring Boot metadata are held against it by tests.
 */
public enum GuardKey {
    ENABLED("enabled", "true", "true or false", "Whether the guard does anything at all."),
    DEPLOYMENT(
            "deployment",
            "default",
            "a name of letters, digits, '.', '_' and '-'",
            "Name of the instances of one build: slot, colour or release; told by the status, and a pass for testers is good for it alone."),
    ROLE("role", "web", "a name of letters, digits, '.', '_' and '-'", "Role of this instance: web, worker, ..."),
    INSTANCE_ID(
            "instance-id",
            null,
            "a name of letters, digits, '.', '_' and '-'",
            "Name of this instance; host name, process id and a random number by default."),
    AUTO_MIGRATION(
            "auto-migration",
            "block",
            "block, always or allow",
            "What happens to schema changes at start-up: block (databases inside this process are exempt), always (no"
                    + " exemption) or allow (development)."),
    SCHEMA_MIN(
            "schema.min",
            null,
            "a version such as 3 or 2.1",
            "Lowest schema version that this build can work with; all bundled migrations by default."),
    SCHEMA_MAX(
            "schema.max",
            null,
            "a version such as 3 or 2.1",
            "Highest schema version that this build can work with; unlimited by default."),
    SCHEMA_LOCATIONS(
            "schema.locations",
            "classpath:db/migration",
            "a comma-separated list of classpath: or filesystem: locations, {vendor} allowed",
            "Where the build's migrations are."),
    SCHEMA_HISTORY_TABLE(
            "schema.history-table", "flyway_schema_history", "the name of a table", "Flyway's schema history table."),
    SCHEMA_DEFAULT_SCHEMA(
            "schema.default-schema",
            null,
            "the name of a database schema",
            "Database schema of the history table; the connection's own by default."),
    SCHEMA_ON_INCOMPATIBLE(
            "schema.on-incompatible",
            "hold",
            "hold, fail or warn",
            "What an incompatible schema means: hold (start, admit no traffic, open when it fits), fail (start-up"
                    + " fails) or warn."),
    SCHEMA_CHECK_INTERVAL(
            "schema.check-interval",
            "10s",
            "a duration such as 10s, 500ms or PT10S, from 100ms to 1h",
            "Time between two schema checks."),
    DATABASE_DATA_SOURCE(
            "database.data-source",
            null,
            "a JNDI name, the name of a servlet context attribute, or a Spring bean name",
            "The DataSource that the guard checks; found by itself where there is only one."),
    DATABASE_TIMEOUT(
            "database.timeout",
            "3s",
            "a duration such as 10s, 500ms or PT10S, from 100ms to 10m",
            "Time limit of one database call of the guard."),
    MAINTENANCE_MODE(
            "maintenance.mode",
            "off",
            "on, read-only or off",
            "Maintenance mode at start, until a source says otherwise; also spelt MaintenanceMode or"
                    + " MAINTENANCE_MODE."),
    MAINTENANCE_REASON(
            "maintenance.reason", null, "a text of at most 500 characters", "Reason shown with the configured mode."),
    MAINTENANCE_UNTIL(
            "maintenance.until",
            null,
            "a time such as 2027-01-31T06:00:00Z",
            "Announced end of the configured mode; it does not end the mode."),
    MAINTENANCE_PAGE(
            "maintenance.page",
            null,
            "a classpath: or file: location of an HTML file",
            "Own page shown instead of the built-in one."),
    MAINTENANCE_FILE(
            "maintenance.file",
            null,
            "a path",
            "File that switches the mode of this host: mode, reason and until; empty means on."),
    MAINTENANCE_REFRESH_INTERVAL(
            "maintenance.refresh-interval",
            "1s",
            "a duration such as 10s, 500ms or PT10S, from 100ms to 1h",
            "Time between two looks at the sources of the mode."),
    MAINTENANCE_EXEMPT_PATHS(
            "maintenance.exempt-paths",
            "",
            "a comma-separated list of paths such as /assets/* or /imprint",
            "Paths that pass in every phase and mode."),
    MAINTENANCE_READ_ONLY_ALLOW(
            "maintenance.read-only.allow",
            "",
            "a comma-separated list of paths such as /search or /graphql/*",
            "Paths whose unsafe methods pass in READ_ONLY."),
    MAINTENANCE_READ_ONLY_DENY(
            "maintenance.read-only.deny",
            "",
            "a comma-separated list of paths such as /logout or /unsubscribe/*",
            "Paths whose safe methods write, and are refused in READ_ONLY too."),
    MAINTENANCE_CORS_ALLOWED_ORIGINS(
            "maintenance.cors.allowed-origins",
            "",
            "a comma-separated list of origins in lower case such as https://app.example.org, or *",
            "Origins whose pages may read the closed response; those that the application allows as well."),
    BYPASS_SECRET(
            "bypass.secret",
            null,
            "a text of at least 16 characters",
            "Secret that testers exchange for a pass through the closed door; without it there is no bypass."),
    ADMIN_TOKEN(
            "admin.token",
            null,
            "a text of at least 16 characters",
            "Bearer token of the control endpoint; without it the endpoint does not exist."),
    WARMUP_PAGES(
            "warmup.pages",
            "",
            "a comma-separated list of paths such as /,/conferences",
            "Pages requested from the instance itself before it serves."),
    WARMUP_HOST("warmup.host", "localhost", "a host name, optionally with a port", "Host header of those requests."),
    WARMUP_TIMEOUT(
            "warmup.timeout",
            "60s",
            "a duration such as 10s, 500ms or PT10S, from 100ms to 1h",
            "Time limit of one warm-up run."),
    WARMUP_GATE_TRAFFIC(
            "warmup.gate-traffic",
            "true",
            "true or false",
            "Whether requests wait outside until the warm-up is done; before the schema check they always do."),
    READINESS_IN_MAINTENANCE(
            "readiness.in-maintenance",
            "ready",
            "ready or not-ready",
            "What the readiness probe says in maintenance; ready keeps the instance in rotation to show the page."),
    READINESS_DRAINING_STATUS(
            "readiness.draining-status",
            "503",
            "503 or 404",
            "Status of the readiness probe while the instance leaves; 404 is for HAProxy's disable-on-404, which lets sessions go on."),
    AGENT_CHECK_PORT(
            "agent-check.port",
            null,
            "a port from 1 to 65535",
            "Port where HAProxy's agent check is answered with one line; without it there is none."),
    AGENT_CHECK_ADDRESS(
            "agent-check.address",
            "127.0.0.1",
            "an address of this machine, or 0.0.0.0",
            "Address that this port is bound to."),
    SHUTDOWN_DRAIN_DELAY(
            "shutdown.drain-delay",
            "0s",
            "a duration such as 10s, 500ms or PT10S, from 0s to 1h",
            "Time between leaving rotation and stopping, for load balancers to notice."),
    ENDPOINTS_BASE_PATH("endpoints.base-path", "/guard", "a path such as /guard", "Path of the guard's endpoints."),
    ENDPOINTS_ALIASES(
            "endpoints.aliases",
            "",
            "a comma-separated list such as /livez=live,/readyz=ready,/_ah/warmup=warmup",
            "Further paths of the endpoints live, started, ready, warmup.");

    /** What every name begins with. */
    public static final String PREFIX = "guard.";

    private final String key;
    private final @Nullable String defaultValue;
    private final String expected;
    private final String description;

    GuardKey(String suffix, @Nullable String defaultValue, String expected, String description) {
        this.key = PREFIX + suffix;
        this.defaultValue = defaultValue;
        this.expected = expected;
        this.description = description;
    }

    public String key() {
        return key;
    }

    /** The value without configuration; null where nothing is a meaning of its own. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** What is accepted, in words that complete "expected ...". */
    public String expected() {
        return expected;
    }

    public String description() {
        return description;
    }

    /** Whether the value must never be shown. */
    public boolean isSecret() {
        return this == BYPASS_SECRET || this == ADMIN_TOKEN;
    }

    static Optional<GuardKey> ofKey(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    String withoutPrefix() {
        return key.substring(PREFIX.length());
    }
}
