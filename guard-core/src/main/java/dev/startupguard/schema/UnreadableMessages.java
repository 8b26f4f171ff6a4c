package dev.startupguard.schema;

import dev.startupguard.schema.SchemaVerdict.Unreadable;
import dev.startupguard.schema.SchemaVerdict.Unreadable.Cause;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Set;

/** Why a schema could not be read, from the driver's exceptions to a verdict with words. */
final class UnreadableMessages {
    /** Cancelled by a time limit: PostgreSQL and H2, MariaDB, H2 waiting for a lock, time-outs in general. */
    private static final Set<String> TIMED_OUT = Set.of("57014", "70100", "HYT00", "HYT01");

    /** Table not found: PostgreSQL; MariaDB, MySQL, H2; H2 with similar names; H2 without any table; H2 without the schema. */
    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04", "90079");

    private final HistoryTable table;
    private final Duration timeout;

    UnreadableMessages(HistoryTable table, Duration timeout) {
        this.table = table;
        this.timeout = timeout;
    }

    Unreadable noDataSource() {
        return new Unreadable(
                Cause.NO_DATA_SOURCE,
                "There is no data source to read the table " + table
                        + " through. Expected the data source of the database"
                        + " that this build's migrations belong to. Set guard.database.data-source.");
    }

    Unreadable noConnection(Exception failure) {
        return new Unreadable(
                Cause.NO_CONNECTION,
                "No connection to the database: " + DriverMessages.of(failure) + ". Expected one to read the schema"
                        + " history. Check that the database runs, and the address, user and password of the data source.");
    }

    Unreadable timedOut() {
        return new Unreadable(
                Cause.TIMED_OUT,
                "The database gave no answer in time when the schema history was read. Expected one within "
                        + seconds(timeout) + " (guard.database.timeout). Look for a lock on the table " + table
                        + " and for a database that hangs.");
    }

    Unreadable noHistoryTable() {
        return new Unreadable(
                Cause.NO_HISTORY_TABLE,
                "There is no table " + table + ". Expected Flyway's schema history there. Run the migrations, or set"
                        + " guard.schema.history-table and guard.schema.default-schema to where it is.");
    }

    Unreadable queryFailed(Exception failure) {
        if (isTimeout(failure)) {
            return timedOut();
        }
        if (failure instanceof SQLException sql && NO_TABLE.contains(String.valueOf(sql.getSQLState()))) {
            return noHistoryTable();
        }
        return new Unreadable(
                Cause.DATABASE_ERROR,
                "The schema history could not be read: " + DriverMessages.of(failure) + ". Expected rows of the table "
                        + table + ". Check that the user of the data source may select from it, and from "
                        + GuardTables.SCHEMA_FLOOR + " where that table exists.");
    }

    Unreadable notAVersion(NotAVersionException failure) {
        return new Unreadable(Cause.DATABASE_ERROR, failure.getMessage());
    }

    Unreadable badLocation(IllegalArgumentException failure) {
        return new Unreadable(Cause.DATABASE_ERROR, String.valueOf(failure.getMessage()));
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTimeoutException || cause instanceof SocketTimeoutException) {
                return true;
            }
            if (cause instanceof SQLException sql && TIMED_OUT.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static String seconds(Duration timeout) {
        long millis = timeout.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
