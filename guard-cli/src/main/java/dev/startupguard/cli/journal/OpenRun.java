package dev.startupguard.cli.journal;

import dev.startupguard.cli.target.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The last run of {@code guard migrate} that sent a statement, when it has failed or not ended, and nobody has decided about it since.
 *
 * @param who user, host and process
 * @param since by the database's clock
 * @param ended whether it said itself that it failed; if not, it was killed, or is at work
 * @param script the migration that it worked on last
 * @param version of that; null for a repeatable one
 */
public record OpenRun(
        String who,
        String since,
        boolean ended,
        String script,
        @Nullable String version) {

    /** What the journal of a database says; empty also where there is none, or this user may not read it. */
    public static Optional<OpenRun> in(Target target) {
        try (Connection connection = target.dataSource().getConnection()) {
            return read(connection, JournalTable.name(target, connection), JournalTable.scriptOfRun(target));
        } catch (SQLException e) {
            // The command has connected before: what is missing is the table, or the right to it.
            return Optional.empty();
        }
    }

    private static Optional<OpenRun> read(Connection connection, String table, String scriptOfRun) throws SQLException {
        OptionalLong last = lastStatement(connection, table, scriptOfRun);
        return last.isEmpty() ? Optional.empty() : read(connection, table, last.getAsLong());
    }

    private static OptionalLong lastStatement(Connection connection, String table, String scriptOfRun)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT MAX(s.id) FROM " + table + " s JOIN " + table
                        + " r ON r.run_id = s.run_id AND r.statement_number = 0 WHERE s.statement_number > 0 AND r.script = ?")) {
            select.setString(1, scriptOfRun);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
            }
        }
    }

    private static Optional<OpenRun> read(Connection connection, String table, long last) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT statement_number, script, migration_version, state, started_by, started_at, detail FROM "
                                + table + " WHERE run_id = (SELECT run_id FROM " + table + " WHERE id = " + last
                                + ") AND (statement_number = 0 OR id = " + last + ") ORDER BY statement_number")) {
            if (!row.next() || row.getInt(1) != 0 || isClosed(row)) {
                return Optional.empty();
            }
            String who = row.getString(5);
            String since = row.getString(6);
            boolean ended = !"STARTED".equals(row.getString(4));
            row.next();
            return Optional.of(new OpenRun(who, since, ended, row.getString(2), row.getString(3)));
        }
    }

    private static boolean isClosed(ResultSet run) throws SQLException {
        String detail = run.getString(7);
        return "SUCCEEDED".equals(run.getString(4)) || detail != null && detail.startsWith(JournalTable.RESOLVED);
    }

    /** What happened, to follow the name of the migration. */
    public String story() {
        return "guard migrate of " + who + ", since " + since
                + (ended ? ", failed" : ", has not ended: it was killed, or is at work");
    }

    /** What a command tells whoever meets what the run has left. */
    public String wayOn() {
        return "run guard migrate with the options of that run: it says what is done, and goes on with --resume or records what"
                + " you have done by hand"
                + (ended ? "; not flyway repair, which leaves guard migrate's journal as it is." : ".");
    }
}
