package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.OutputFormat;
import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.FlywayHistory;
import dev.startupguard.cli.flyway.HistoryRow;
import dev.startupguard.cli.migrate.Aftermath.Kind;
import dev.startupguard.cli.migrate.JournaledStatement.State;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what an earlier run left behind, and does with it what a person has said. */
final class Recovery {
    private final Workspace workspace;
    private final FlywayHistory history;
    private final SessionSettings settings;
    private final MigrateOptions options;

    Recovery(Workspace workspace, FlywayHistory history, SessionSettings settings, MigrateOptions options) {
        this.workspace = workspace;
        this.history = history;
        this.settings = settings;
        this.options = options;
    }

    /** What has to be decided about an earlier run; empty if nothing has. */
    Optional<Leftover> earlier() {
        Optional<JournaledRun> run = workspace.journal(Journal::lastWithStatements);
        run.filter(each -> !each.isResolved()).ifPresent(this::requireSessionEnded);
        Optional<Leftover> ofJournal = run.filter(each -> !each.isResolved())
                .flatMap(this::of)
                .filter(leftover -> !leftover.needsNoDecision());
        return ofJournal.isPresent() ? ofJournal : ofHistory(history);
    }

    /** A failure that only Flyway's history tells of. */
    static Optional<Leftover> ofHistory(FlywayHistory history) {
        return history.rows().stream()
                .filter(row -> !row.success())
                .findFirst()
                .map(row -> new Leftover(null, List.of(), Aftermath.notJournaled(row.script()), List.of()));
    }

    /** What a run left of the migration that it worked on last; empty if it sent no statement. */
    Optional<Leftover> of(JournaledRun run) {
        List<JournaledStatement> statements = workspace.journal(journal -> journal.statements(run.id()));
        List<HistoryRow> rows = history.rows();
        return Aftermath.of(statements, rows, settings.database() != Database.H2)
                .map(aftermath -> new Leftover(run, statements, aftermath, indexDrops(aftermath)));
    }

    private List<String> indexDrops(Aftermath aftermath) {
        JournaledStatement last = aftermath.last();
        if (settings.database() != Database.POSTGRESQL
                || aftermath.isClean()
                || last == null
                || last.state() == State.SUCCEEDED) {
            return List.of();
        }
        return workspace.journal(journal -> InvalidIndexes.dropsFor(workspace.connection(), last.summary()));
    }

    /** A killed client does not end what the server executes. */
    private void requireSessionEnded(JournaledRun run) {
        List<JournaledStatement> statements = workspace.journal(journal -> journal.statements(run.id()));
        JournaledStatement last = statements.get(statements.size() - 1);
        if (run.ended() && last.state() != State.STARTED
                || workspace.until(
                        options.wait, () -> howToEnd(run).isEmpty(), () -> "what the database still executes")) {
            return;
        }
        throw CliFailure.migration(
                "The database still executes what guard migrate of " + run + " sent: " + last.script() + ", "
                        + last.place() + ".",
                "an end of that session: the death of its client does not end it.",
                "wait, by --wait 10m for instance; or end it with: "
                        + workspace.journal(journal -> howToEnd(run).orElse("nothing, it has ended now")) + ".",
                null);
    }

    private Optional<String> howToEnd(JournaledRun run) throws SQLException {
        return settings.howToEnd(workspace.connection(), run.id());
    }

    /** Records what a person has done by hand. */
    String mark(Leftover leftover, OutputFormat format) {
        String script = leftover.aftermath().script();
        boolean isComplete = leftover.aftermath().kind() == Kind.COMPLETE;
        if (isComplete && options.markRolledBack) {
            throw CliFailure.finding(
                    script + " is complete, and Flyway's history says so.",
                    "a migration of which nothing is left.",
                    "run guard migrate --resume, which goes on with the next one.");
        }
        if (options.markApplied && !isComplete) {
            history.recordAsApplied(script);
        } else if (options.markRolledBack) {
            history.removeFailed(script);
        }
        String how = options.markApplied ? "marked as applied" : "marked as rolled back";
        resolve(leftover, how);
        if (format == OutputFormat.TEXT) {
            return script + " is " + how + ".";
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", how);
        json.put("script", script);
        return Json.of(json);
    }

    void resolve(Leftover leftover, String how) {
        JournaledRun run = leftover.run();
        if (run != null) {
            workspace.journal(journal -> {
                journal.end(run.id(), State.FAILED, run.resolved(how));
                return true;
            });
        }
    }

    /** Where to go on, or null for the beginning of what is pending. */
    @Nullable
    Resume resume(Leftover leftover, int statement) {
        Aftermath aftermath = leftover.aftermath();
        if (!leftover.indexDrops().isEmpty()) {
            throw new Explanation(leftover).failed(null);
        }
        if (statement == MigrateOptions.BY_JOURNAL) {
            if (!aftermath.isResumable()) {
                throw new Explanation(leftover).failed(null);
            }
            return aftermath.isClean()
                    ? null
                    : new Resume(aftermath.script(), aftermath.done(), aftermath.done(), leftover.journal());
        }
        if (aftermath.isClean() || statement < 0) {
            throw CliFailure.usage(
                    "--resume=" + statement + " names a statement, and of " + aftermath.script()
                            + " nothing is half-done.",
                    "--resume alone.",
                    "leave the number out.");
        }
        requirePossible(aftermath, statement);
        int done = statement - 1;
        return new Resume(aftermath.script(), done, Math.min(done, aftermath.done()), leftover.journal());
    }

    /** A person's word counts where the journal knows nothing, and not against what it knows. */
    private static void requirePossible(Aftermath aftermath, int statement) {
        JournaledStatement last = aftermath.last();
        int first = aftermath.earliest();
        int end =
                aftermath.isResumable() ? aftermath.done() + 1 : last == null ? Integer.MAX_VALUE : last.ordinal() + 1;
        if (statement < first || statement > end) {
            throw CliFailure.usage(
                    "--resume=" + statement + " is given, and the journal knows that " + aftermath.script()
                            + " goes on with statement " + first
                            + (first == end ? "." : " at the earliest, and " + end + " at the latest."),
                    first == end
                            ? "--resume, which begins with that one."
                            : "a number from " + first + " to " + end + ".",
                    "leave out the number"
                            + (first == end ? "" : ", and guard migrate says what is known")
                            + "; for any other end, do it by hand and say --mark-applied or --mark-rolled-back.");
        }
    }
}
