package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One run at a time on one history: a lock of the database that ends with its session, also when the process is killed. */
final class RunLock {
    private static final int H2_LOCK_TIMEOUT = 50200;
    private static final int H2_DUPLICATE_KEY = 23505;

    private final Connection connection;
    private final Database database;
    private final String journalTable;
    private final String name;
    private final String row;

    /**
     * Takes over the connection, which nothing else may use.
     *
     * @param journalTable where H2, which has no such lock, keeps a row for it
     * @param history the history table's full name
     * @param isDefaultHistory whether that is Flyway's default one
     */
    RunLock(Connection connection, Database database, String journalTable, String history, boolean isDefaultHistory) {
        this.connection = connection;
        this.database = database;
        this.journalTable = journalTable;
        String hash = Integer.toHexString(history.hashCode());
        this.name = "guard migrate " + hash;
        this.row = isDefaultHistory ? "lock" : "lock " + hash;
    }

    /** Tries once. */
    boolean tryTake() throws SQLException {
        return switch (database) {
            case POSTGRESQL -> isOne("SELECT CASE WHEN pg_try_advisory_lock(hashtext(?), 1) THEN 1 ELSE 0 END");
            case MARIADB -> isOne("SELECT GET_LOCK(?, 0)");
            case H2 -> tryTakeRow();
            case SQLSERVER -> throw database.noRuns();
        };
    }

    private boolean isOne(String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    /** A row in a transaction that stays open as long as the connection. */
    private boolean tryTakeRow() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT 1");
            try {
                statement.execute(
                        "INSERT INTO " + journalTable + " (run_id, statement_number, script, state, started_by)"
                                + " VALUES ('" + row + "', 1, 'lock', 'SUCCEEDED', 'guard migrate')");
            } catch (SQLException e) {
                if (e.getErrorCode() == H2_LOCK_TIMEOUT) {
                    return false;
                }
                if (e.getErrorCode() != H2_DUPLICATE_KEY) {
                    throw e;
                }
            }
            connection.setAutoCommit(false);
            statement.execute("SELECT id FROM " + journalTable + " WHERE run_id = '" + row + "' FOR UPDATE");
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == H2_LOCK_TIMEOUT) {
                return false;
            }
            throw e;
        }
    }
}
