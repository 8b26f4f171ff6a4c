package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.migrate.JournaledStatement.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code guard_migration_run}: statement 0 of a run is the run itself, the others are written before they begin. Has a
 * connection of its own that commits at once, so that a rollback of the migration does not take it along.
 */
final class Journal {
    private static final int TIMEOUT_SECONDS = 30;
    private static final int LONGEST_DETAIL = 2000;
    private static final int LONGEST_WHO = 200;

    private final Connection connection;
    private final String table;
    private final String scriptOfRun;
    private final String now;
    private int statements;

    /**
     * Takes over the connection.
     *
     * @param scriptOfRun by which the runs on this history are known from those on others in the schema
     */
    Journal(Connection connection, String table, String scriptOfRun, Database database) {
        this.connection = connection;
        this.table = table;
        this.scriptOfRun = scriptOfRun;
        this.now = database == Database.MARIADB ? "UTC_TIMESTAMP(6)" : "CURRENT_TIMESTAMP";
    }

    /** Writes that a run begins. */
    void begin(String run, String who) throws SQLException {
        insert(run, 0, null, scriptOfRun, State.STARTED, who, "");
    }

    /** Notes what belongs to the run, in place of what was noted. */
    void note(String run, String detail) throws SQLException {
        update(run, 0, State.STARTED, detail, "NULL");
    }

    void end(String run, State state, String detail) throws SQLException {
        update(run, 0, state, detail, now);
    }

    /**
     * Writes that a statement begins, and those that were passed over before it: all or none, for half of them would look as if the
     * others were not done. Answers the number of the last one in the run.
     */
    int append(String run, String who, List<JournaledStatement> together) throws SQLException {
        connection.setAutoCommit(together.size() < 2);
        try {
            for (JournaledStatement each : together) {
                insert(run, who, each);
            }
            if (together.size() > 1) {
                connection.commit();
            }
            return statements;
        } catch (SQLException e) {
            if (!connection.getAutoCommit()) {
                // What follows would commit a half of them.
                connection.rollback();
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void insert(String run, String who, JournaledStatement statement) throws SQLException {
        insert(
                run,
                statements + 1,
                statement.version(),
                statement.script(),
                statement.state(),
                who,
                statement.detail());
        statements++;
    }

    void ended(String run, int number, JournaledStatement statement) throws SQLException {
        update(run, number, statement.state(), statement.detail(), now);
    }

    /** The run that holds the lock now: the last one that has begun and not ended. */
    Optional<JournaledRun> running() throws SQLException {
        return run("statement_number = 0 AND state = 'STARTED'");
    }

    /** The last run that has sent a statement. */
    Optional<JournaledRun> lastWithStatements() throws SQLException {
        return run("statement_number = 0 AND EXISTS (SELECT 1 FROM " + table
                + " s WHERE s.run_id = r.run_id AND s.statement_number > 0)");
    }

    private Optional<JournaledRun> run(String condition) throws SQLException {
        try (PreparedStatement select = prepare("SELECT run_id, started_by, started_at, state, detail FROM " + table
                + " r WHERE script = ? AND " + condition + " ORDER BY id DESC LIMIT 1")) {
            select.setString(1, scriptOfRun);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new JournaledRun(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                !State.STARTED.name().equals(row.getString(4)),
                                row.getString(5) == null ? "" : row.getString(5)))
                        : Optional.empty();
            }
        }
    }

    /** The statements of a run in their order. */
    List<JournaledStatement> statements(String run) throws SQLException {
        try (PreparedStatement select = prepare("SELECT script, migration_version, state, detail FROM " + table
                + " WHERE run_id = ? AND statement_number > 0 ORDER BY statement_number")) {
            select.setString(1, run);
            List<JournaledStatement> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(JournaledStatement.read(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
            return found;
        }
    }

    private void insert(
            String run, int number, @Nullable String version, String script, State state, String who, String detail)
            throws SQLException {
        try (PreparedStatement insert = prepare("INSERT INTO " + table
                + " (run_id, statement_number, migration_version, script, state, started_by, detail)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, run);
            insert.setInt(2, number);
            insert.setString(3, version);
            insert.setString(4, script);
            insert.setString(5, state.name());
            insert.setString(6, cut(who, LONGEST_WHO));
            insert.setString(7, cut(detail, LONGEST_DETAIL));
            insert.executeUpdate();
        }
    }

    private void update(String run, int number, State state, String detail, String endedAt) throws SQLException {
        try (PreparedStatement update = prepare("UPDATE " + table + " SET state = ?, detail = ?, ended_at = " + endedAt
                + " WHERE run_id = ? AND statement_number = ?")) {
            update.setString(1, state.name());
            update.setString(2, cut(detail, LONGEST_DETAIL));
            update.setString(3, run);
            update.setInt(4, number);
            update.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        return statement;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
    }
}
