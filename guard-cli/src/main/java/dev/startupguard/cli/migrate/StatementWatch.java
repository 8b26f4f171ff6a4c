package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import dev.startupguard.cli.flyway.StatementCursor;
import dev.startupguard.cli.migrate.JournaledStatement.Durability;
import dev.startupguard.cli.migrate.JournaledStatement.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.exception.FlywayBlockStatementExecutionException;
import org.jspecify.annotations.Nullable;

/** Flyway's callback that journals each statement around its execution, and passes over those that are done already. */
final class StatementWatch implements Callback {
    private static final Set<Event> EVENTS = EnumSet.of(
            Event.BEFORE_EACH_MIGRATE,
            Event.BEFORE_EACH_MIGRATE_STATEMENT,
            Event.AFTER_EACH_MIGRATE_STATEMENT,
            Event.AFTER_EACH_MIGRATE_STATEMENT_ERROR,
            Event.AFTER_EACH_MIGRATE,
            Event.AFTER_EACH_MIGRATE_ERROR);

    private static final int ANSWER_SECONDS = 5;

    private final Journal journal;
    private final String run;
    private final String who;
    private final SessionSettings settings;
    private final Progress progress;
    private final Map<String, Planned> migrations;

    private @Nullable Resume resume;
    private @Nullable Planned planned;
    private @Nullable StatementCursor cursor;
    private SessionTrace trace = new SessionTrace();
    private @Nullable JournaledStatement statement;
    private final List<Applied> applied = new ArrayList<>();
    private final List<JournaledStatement> passedOver = new ArrayList<>();
    private long began;
    private int ordinal;
    private int number;
    /** Whether a rollback would undo something now, as far as the last statement has told. */
    private boolean isOpen;

    private @Nullable JournaledStatement failed;
    private @Nullable String lockTimeout;

    /** A migration that Flyway has applied. */
    record Applied(String script, @Nullable String version, int statements, Duration took) {}

    /** A migration and how many statements it has. */
    record Planned(PendingMigration migration, int position, int of, int statements) {}

    /** The error with which a statement failed. */
    record Failure(JournaledStatement statement, String sqlState, int errorCode) {}

    StatementWatch(
            Journal journal,
            String run,
            String who,
            SessionSettings settings,
            Progress progress,
            Map<String, Planned> migrations) {
        this.journal = journal;
        this.run = run;
        this.who = who;
        this.settings = settings;
        this.progress = progress;
        this.migrations = Map.copyOf(migrations);
    }

    /** Passes over the first statements of one migration. */
    void resume(@Nullable Resume from) {
        resume = from;
    }

    /** Why Flyway stopped, if a statement has failed since the last call. Its callbacks are not told the error. */
    @Nullable
    Failure takeFailure(FlywayException cause) throws SQLException {
        JournaledStatement taken = failed;
        failed = null;
        SQLException error = error(cause);
        if (taken == null || error == null) {
            return null;
        }
        JournaledStatement explained = taken.with(taken.state(), taken.durability(), StatementSummary.ofError(error));
        journal.ended(run, number, explained);
        return new Failure(explained, String.valueOf(error.getSQLState()), error.getErrorCode());
    }

    /** The innermost: Flyway wraps those of COPY in another one. */
    private static @Nullable SQLException error(Throwable failure) {
        SQLException innermost = null;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException error) {
                innermost = error;
            }
        }
        return innermost;
    }

    List<Applied> applied() {
        return List.copyOf(applied);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return EVENTS.contains(event);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "guard migrate";
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            switch (event) {
                case BEFORE_EACH_MIGRATE -> beginMigration(context);
                case BEFORE_EACH_MIGRATE_STATEMENT -> beginStatement(context);
                case AFTER_EACH_MIGRATE_STATEMENT -> endStatement(context.getConnection());
                case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> failStatement(context.getConnection());
                case AFTER_EACH_MIGRATE -> endMigration(context.getConnection());
                default -> closeCursor();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The journal could not be written: " + e.getMessage(), e);
        }
    }

    private void beginMigration(Context context) throws SQLException {
        settings.prepare(context.getConnection(), run);
        String script = context.getMigrationInfo().getScript();
        planned = migrations.get(script);
        if (planned == null) {
            throw new IllegalStateException(script + " was not in the plan that was shown: run guard migrate again");
        }
        cursor = planned.migration().statements();
        passedOver.clear();
        ordinal = 0;
        isOpen = false;
        trace = new SessionTrace();
        began = System.nanoTime();
        progress.say(script + " (" + planned.position() + " of " + planned.of() + ")");
    }

    private void beginStatement(Context context) throws SQLException {
        SqlStatementText next = cursor == null ? null : cursor.next();
        Planned current = planned;
        if (next == null || current == null || !context.getStatement().getSql().startsWith(next.sql())) {
            throw new IllegalStateException("The migration's file has changed since the plan was made");
        }
        ordinal++;
        statement = new JournaledStatement(
                current.migration().script(),
                current.migration().version(),
                State.STARTED,
                ordinal,
                current.statements(),
                current.migration().rank(),
                next.line(),
                StatementSummary.checksum(next.sql()),
                inTransaction(context.getConnection()) ? Durability.IN_TRANSACTION : Durability.UNDECIDED,
                StatementSummary.of(next.sql()),
                null);
        if (resume != null && resume.isDone(current.migration().script(), ordinal)) {
            passedOver.add(statement.with(State.SUCCEEDED, resume.durability(ordinal), null));
            boolean isSetting = trace.pass(next.sql(), ordinal);
            progress.say("  " + ordinal + "/" + current.statements() + " line " + next.line() + ": "
                    + resume.why(ordinal) + (isSetting ? ", set again for this session  " : "  ")
                    + statement.summary());
            if (isSetting) {
                // Not journaled once more: failing now, it takes nothing away from what is done.
                statement = null;
                lockTimeout = null;
                return;
            }
            throw new FlywayBlockStatementExecutionException(
                    new ErrorDetails(CoreErrorCode.ERROR, "done before"), "it was applied by the run that is resumed");
        }
        lockTimeout = settings.liftLockTimeout(context.getConnection(), statement.summary());
        passedOver.add(statement);
        number = journal.append(run, who, passedOver);
        passedOver.clear();
        progress.begin(statement);
    }

    private void endStatement(Connection connection) throws SQLException {
        JournaledStatement ended = statement;
        settings.restoreLockTimeout(connection, lockTimeout);
        if (ended != null) {
            Durability durability = inTransaction(connection)
                    ? Durability.IN_TRANSACTION
                    : settings.isTransactionOpen(connection) ? Durability.OPEN : Durability.COMMITTED;
            isOpen = durability == Durability.OPEN;
            // Kept for the case that the migration's end commits what is open now.
            statement = ended.with(State.SUCCEEDED, durability, null);
            journal.ended(run, number, statement);
            progress.end(false);
        }
    }

    private void failStatement(Connection connection) throws SQLException {
        progress.end(true);
        JournaledStatement sent = statement;
        if (sent == null) {
            return;
        }
        failed = sent;
        // Without a connection it stays begun: nobody knows whether the server carries on.
        if (connection.isValid(ANSWER_SECONDS)) {
            Durability durability = sent.durability() == Durability.IN_TRANSACTION
                    ? Durability.IN_TRANSACTION
                    : StatementKind.of(sent.summary()).ofFailure(isOpen, settings.isTransactionOpen(connection));
            failed = sent.with(State.FAILED, durability, null);
        }
        journal.ended(run, number, failed);
    }

    private void endMigration(Connection connection) throws SQLException {
        JournaledStatement last = statement;
        if (settings.database() == Database.H2 && last != null && !connection.getAutoCommit()) {
            // Flyway writes the row over another connection, so what is open is committed before it, not with it.
            connection.commit();
            journal.ended(run, number, last.with(State.SUCCEEDED, Durability.COMMITTED, null));
        }
        // Where nothing was left to be sent, a word is all that the journal has of it.
        journal.append(run, who, passedOver);
        Planned ended = planned;
        if (ended != null) {
            applied.add(new Applied(
                    ended.migration().script(),
                    ended.migration().version(),
                    ordinal,
                    Duration.ofNanos(System.nanoTime() - began)));
        }
        closeCursor();
    }

    private void closeCursor() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
        statement = null;
    }

    private boolean inTransaction(Connection connection) throws SQLException {
        return settings.database() == Database.POSTGRESQL && !connection.getAutoCommit();
    }
}
