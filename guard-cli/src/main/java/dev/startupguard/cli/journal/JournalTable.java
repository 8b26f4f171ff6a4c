package dev.startupguard.cli.journal;

import dev.startupguard.cli.target.Target;
import java.sql.Connection;
import java.sql.SQLException;

/** The table {@code guard_migration_run}. */
public final class JournalTable {
    /** How the detail of a run begins about which a person has decided. */
    public static final String RESOLVED = "resolved: ";

    private JournalTable() {}

    /** Its name for SQL: it is where Flyway's history is. */
    public static String name(Target target, Connection connection) throws SQLException {
        String schema = target.history().schema();
        String quote = connection.getMetaData().getIdentifierQuoteString();
        return (schema == null ? "" : quote + schema.replace(quote, quote + quote) + quote + ".")
                + "guard_migration_run";
    }
}
