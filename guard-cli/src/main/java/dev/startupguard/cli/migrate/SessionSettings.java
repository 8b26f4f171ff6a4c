package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.migrate.JournaledStatement.Durability;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** What the session that applies migrations needs, in each database's words. */
record SessionSettings(Database database, Duration lockTimeout) {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int H2_LOCK_TIMEOUT = 50200;

    /** A short wait for locks, none for statements, and a mark by which the session is found when its client was killed. */
    void prepare(Connection connection, String run) throws SQLException {
        long milliseconds = Math.max(1, lockTimeout.toMillis());
        long seconds = Math.max(1, lockTimeout.toSeconds());
        List<String> settings = switch (database) {
            case POSTGRESQL ->
                List.of(
                        "SET statement_timeout = 0",
                        "SET lock_timeout = " + milliseconds,
                        "SET application_name = '" + mark(run) + "'");
            case MARIADB ->
                List.of(
                        "SET SESSION lock_wait_timeout = " + seconds,
                        "SET SESSION innodb_lock_wait_timeout = " + seconds,
                        isMariaDb(connection)
                                ? "SET SESSION max_statement_time = 0"
                                : "SET SESSION max_execution_time = 0",
                        "DO GET_LOCK('" + mark(run) + "', 0)");
            case H2 -> List.of("SET LOCK_TIMEOUT " + milliseconds, "SET QUERY_TIMEOUT 0");
            case SQLSERVER -> throw database.noRuns();
        };
        try (Statement statement = connection.createStatement()) {
            for (String each : settings) {
                statement.execute(each);
            }
        }
    }

    /** Lets an index that is built concurrently wait as long as it must: a time-out would leave an invalid one. */
    @Nullable
    String liftLockTimeout(Connection connection, String summary) throws SQLException {
        if (database != Database.POSTGRESQL || !connection.getAutoCommit() || !isConcurrent(summary)) {
            return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW lock_timeout")) {
            row.next();
            String before = row.getString(1);
            statement.execute("SET lock_timeout = 0");
            return before;
        }
    }

    void restoreLockTimeout(Connection connection, @Nullable String before) throws SQLException {
        if (before != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '" + before + "'");
            }
        }
    }

    private static boolean isMariaDb(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().contains("MariaDB");
    }

    private static String mark(String run) {
        return "guard migrate " + run;
    }

    /**
     * Whether a rollback would undo something now, as the server said with its last answer that was no error; PostgreSQL is not
     * asked, it rolls back everything or nothing.
     */
    boolean isTransactionOpen(Connection connection) throws SQLException {
        return switch (database) {
            case POSTGRESQL -> false;
            // MySQL has no variable for it, and its table of transactions is for users with the right PROCESS.
            case MARIADB ->
                (connection
                                        .unwrap(org.mariadb.jdbc.Connection.class)
                                        .getContext()
                                        .getServerStatus()
                                & ServerStatus.IN_TRANSACTION)
                        != 0;
            case H2 ->
                count(
                                connection,
                                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID() AND CONTAINS_UNCOMMITTED")
                        > 0;
            case SQLSERVER -> throw database.noRuns();
        };
    }

    private static int count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** How to end the session of a run whose client is gone, or empty if the database has ended it. */
    Optional<String> howToEnd(Connection connection, String run) throws SQLException {
        String query = switch (database) {
            case POSTGRESQL ->
                "SELECT MIN(pid) FROM pg_stat_activity WHERE application_name = ? AND datname = current_database()";
            case MARIADB -> "SELECT IS_USED_LOCK(?)";
            // Its sessions end with the connection.
            case H2 -> "SELECT CASE WHEN ? IS NULL THEN 1 END";
            case SQLSERVER -> throw database.noRuns();
        };
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, mark(run));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long session = row.getLong(1);
                return row.wasNull()
                        ? Optional.empty()
                        : Optional.of(
                                database == Database.POSTGRESQL
                                        ? "SELECT pg_terminate_backend(" + session + ")"
                                        : "KILL " + session);
            }
        }
    }

    /** Whether a statement failed because somebody else held a lock, and had no effect itself. */
    boolean isLockTimeout(StatementWatch.Failure failure) {
        boolean timedOut = switch (database) {
            case POSTGRESQL -> LOCK_NOT_AVAILABLE.equals(failure.sqlState());
            case MARIADB -> failure.errorCode() == LOCK_WAIT_TIMEOUT;
            case H2 -> failure.errorCode() == H2_LOCK_TIMEOUT;
            case SQLSERVER -> throw database.noRuns();
        };
        return timedOut
                && (failure.statement().durability() == Durability.IN_TRANSACTION
                        || isOneStatement(failure.statement().summary()));
    }

    /** PostgreSQL builds such an index in several transactions; it waits for others without holding them up. */
    static boolean isConcurrent(String summary) {
        return summary.toUpperCase(Locale.ROOT).contains(" CONCURRENTLY ");
    }

    /** A procedure or block may have done something before the statement in it that had to wait. */
    private static boolean isOneStatement(String summary) {
        if (isConcurrent(summary)) {
            return false;
        }
        return Set.of("ALTER", "CREATE", "DROP", "RENAME", "TRUNCATE", "INSERT", "UPDATE", "DELETE", "REPLACE")
                .contains(summary.replaceFirst("\\W.*", "").toUpperCase(Locale.ROOT));
    }
}
