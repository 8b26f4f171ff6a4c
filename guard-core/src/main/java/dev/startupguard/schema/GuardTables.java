package dev.startupguard.schema;

import java.util.Set;

/**
 * Where the guard's own tables come from: a Flyway location per database and a history table of its own, so that they never
 * mix with the application's migrations. A release tool or a step of the release creates them, never the application's start.
 */
public final class GuardTables {
    /** The Flyway location, where <code>{vendor}</code> is h2, postgresql, mariadb or mysql. */
    public static final String LOCATION = "classpath:dev/startupguard/db/{vendor}";

    /** Flyway's history table for the guard's tables. */
    public static final String HISTORY_TABLE = "guard_schema_history";

    static final String SCHEMA_FLOOR = "guard_schema_floor";

    private static final Set<String> SUPPORTED = Set.of("h2", "mariadb", "mysql", "postgresql");

    private GuardTables() {}

    /**
     * The Flyway location for one database. Flyway itself does not replace <code>{vendor}</code>.
     *
     * @throws IllegalArgumentException if the guard has no tables for that kind of database
     */
    public static String locationFor(String jdbcUrl) {
        String vendor = Vendor.of(jdbcUrl);
        if (vendor == null || !SUPPORTED.contains(vendor)) {
            throw new IllegalArgumentException("The guard's tables are not available for a database of the kind "
                    + (vendor == null ? "unknown" : vendor) + ". Expected the JDBC URL of one of h2, mariadb, mysql,"
                    + " postgresql; for a driver that wraps another, name the location yourself: " + LOCATION + ".");
        }
        return LOCATION.replace(Vendor.PLACEHOLDER, vendor);
    }
}
