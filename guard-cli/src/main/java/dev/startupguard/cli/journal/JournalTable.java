package dev.startupguard.cli.journal;

import dev.startupguard.cli.target.Target;
import java.sql.Connection;
import java.sql.SQLException;

/** The table {@code guard_migration_run}. */
public final class JournalTable {
    /** How the detail of a run begins about which a person has decided. */
    public static final String RESOLVED = "resolved: ";

    private static final String RUN = "guard migrate";
    private static final String DEFAULT_HISTORY = "flyway_schema_history";

    private JournalTable() {}

    /**
     * What the row of a run has in the place of a migration: modules with histories of their own share the journal of a schema. One
     * that names no history is about Flyway's default one.
     */
    public static String scriptOfRun(Target target) {
        return isDefaultHistory(target) ? RUN : RUN + " on " + target.history().name();
    }

    /** Whether the history has the name that Flyway gives it. */
    public static boolean isDefaultHistory(Target target) {
        return DEFAULT_HISTORY.equals(target.history().name());
    }

    /** Its name for SQL: it is where Flyway's history is. */
    public static String name(Target target, Connection connection) throws SQLException {
        String schema = target.history().schema();
        String quote = connection.getMetaData().getIdentifierQuoteString();
        return (schema == null ? "" : quote + schema.replace(quote, quote + quote) + quote + ".")
                + "guard_migration_run";
    }
}
