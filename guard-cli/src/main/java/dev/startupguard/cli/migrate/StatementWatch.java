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
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Error;
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

    private final Journal journal;
    private final String run;
    private final String who;
    private final SessionSettings settings;
    private final Progress progress;
    private final Map<String, Planned> migrations;

    private @Nullable Resume resume;
    private @Nullable Planned planned;
    private @Nullable StatementCursor cursor;
    private @Nullable JournaledStatement statement;
    private final List<Applied> applied = new ArrayList<>();
    private long began;
    private int ordinal;
    private int number;
    private @Nullable Failure failure;
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

    /** The statement that failed since the last call, or null. */
    @Nullable
    Failure takeFailure() {
        Failure taken = failure;
        failure = null;
        return taken;
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
                case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> failStatement(context);
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
        ordinal = 0;
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
                next.line(),
                StatementSummary.checksum(next.sql()),
                inTransaction(context.getConnection()) ? Durability.IN_TRANSACTION : Durability.UNDECIDED,
                StatementSummary.of(next.sql()),
                null);
        if (resume != null && resume.isDone(current.migration().script(), ordinal)) {
            journal.started(run, who, statement.with(State.SUCCEEDED, Durability.COMMITTED, null));
            progress.say("  " + ordinal + "/" + current.statements() + " line " + next.line() + ": done before  "
                    + statement.summary());
            throw new FlywayBlockStatementExecutionException(
                    new ErrorDetails(CoreErrorCode.ERROR, "done before"), "it was applied by the run that is resumed");
        }
        lockTimeout = settings.liftLockTimeout(context.getConnection(), statement.summary());
        number = journal.started(run, who, statement);
        progress.begin(statement);
    }

    private void endStatement(Connection connection) throws SQLException {
        JournaledStatement ended = statement;
        settings.restoreLockTimeout(connection, lockTimeout);
        if (ended != null) {
            Durability durability = inTransaction(connection)
                    ? Durability.IN_TRANSACTION
                    : settings.isTransactionOpen(connection) ? Durability.OPEN : Durability.COMMITTED;
            // Kept for the case that the migration's end commits what is open now.
            statement = ended.with(State.SUCCEEDED, durability, null);
            journal.ended(run, number, statement);
            progress.end(false);
        }
    }

    private void failStatement(Context context) throws SQLException {
        progress.end(true);
        JournaledStatement failed = statement;
        List<Error> errors = context.getStatement().getErrors();
        if (failed == null || errors.isEmpty()) {
            return;
        }
        Error error = errors.get(0);
        String message = String.valueOf(error.getMessage()).strip();
        failure = new Failure(
                failed.with(State.FAILED, failed.durability(), message),
                String.valueOf(error.getState()),
                error.getCode());
        if (isConnectionLost(context.getConnection(), error)) {
            // It stays begun: nobody knows whether the server carries on.
            journal.ended(run, number, failed.with(State.STARTED, failed.durability(), message));
            return;
        }
        Durability durability = failed.durability() == Durability.IN_TRANSACTION
                ? Durability.IN_TRANSACTION
                : settings.isTransactionOpen(context.getConnection()) ? Durability.OPEN : Durability.COMMITTED;
        journal.ended(run, number, failed.with(State.FAILED, durability, message));
    }

    private static boolean isConnectionLost(Connection connection, Error error) throws SQLException {
        String state = String.valueOf(error.getState());
        return state.startsWith("08") || state.startsWith("57P0") || connection.isClosed();
    }

    private void endMigration(Connection connection) throws SQLException {
        JournaledStatement last = statement;
        if (settings.database() == Database.H2 && last != null && !connection.getAutoCommit()) {
            // Flyway writes the row over another connection, so what is open is committed before it, not with it.
            connection.commit();
            journal.ended(run, number, last.with(State.SUCCEEDED, Durability.COMMITTED, null));
        }
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
