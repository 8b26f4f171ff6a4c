package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.FlywayHistory;
import dev.startupguard.cli.migrate.JournaledStatement.State;
import dev.startupguard.cli.migrate.Preview.Pending;
import dev.startupguard.cli.migrate.StatementWatch.Failure;
import dev.startupguard.cli.migrate.StatementWatch.Planned;
import dev.startupguard.cli.target.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** One run: lock, what an earlier one left, plan, backup, maintenance mode, Flyway, verification, report. */
final class MigrateRun {
    private final Session session;
    private final Target target;
    private final MigrateOptions options;
    private final BackupOptions backupOptions;
    private final Preview preview;
    private final MaintenanceSwitch maintenance;
    private final Progress progress;
    private final Answer answer;
    private final FlywayHistory history;

    private int lockRetries;
    private @Nullable Backup backup;
    /** From what the state before this run, and before all that it resumes, can be restored. */
    private String noted = "";

    MigrateRun(
            Session session,
            Target target,
            MigrateOptions options,
            BackupOptions backupOptions,
            Preview preview,
            MaintenanceSwitch maintenance,
            Progress progress,
            Answer answer) {
        this.session = session;
        this.target = target;
        this.options = options;
        this.backupOptions = backupOptions;
        this.preview = preview;
        this.maintenance = maintenance;
        this.progress = progress;
        this.answer = answer;
        this.history = new FlywayHistory(target);
    }

    int run() {
        try (Workspace workspace = Workspace.open(target, progress)) {
            workspace.take(options.wait);
            try {
                int exitCode = run(workspace);
                end(workspace, exitCode == ExitCode.FINE ? State.SUCCEEDED : State.FAILED);
                return exitCode;
            } catch (RuntimeException e) {
                try {
                    end(workspace, State.FAILED);
                } catch (CliFailure alsoFailed) {
                    e.addSuppressed(alsoFailed);
                }
                throw e;
            }
        }
    }

    private void end(Workspace workspace, State state) {
        workspace.journal(journal -> {
            journal.end(workspace.runId(), state, noted);
            return true;
        });
    }

    private int run(Workspace workspace) {
        SessionSettings settings = new SessionSettings(workspace.database(), options.lockTimeout);
        Recovery recovery = new Recovery(workspace, history, settings, options);
        Optional<Leftover> earlier = recovery.earlier();
        if (options.isMark()) {
            answer.give(recovery.mark(earlier.orElseThrow(MigrateRun::nothingToRecover), answer.format()));
            return ExitCode.FINE;
        }
        Resume resume = resume(recovery, earlier);
        noted = earlier.map(Leftover::backup).orElse("");
        Prepared prepared = prepare(workspace, settings, resume, earlier);
        Pending pending = prepared.pending();
        StatementWatch watch = prepared.watch();
        Flyway flyway = prepared.flyway();
        if (!pending.migrations().isEmpty()) {
            apply(flyway, watch, recovery, workspace, settings);
        }
        Verification verification = Verification.of(target, flyway);
        if (!pending.migrations().isEmpty() && verification.isGood()) {
            progress.say("Maintenance mode: " + maintenance.leave());
        }
        earlier.ifPresent(leftover -> recovery.resolve(leftover, "resumed"));
        answer.give(report(workspace, watch).succeeded(verification, answer.format()));
        return verification.isGood()
                ? ExitCode.FINE
                : verification.validationError() == null ? ExitCode.FINDING : ExitCode.MIGRATION;
    }

    /** What is ready to be applied when nothing was refused. */
    private record Prepared(Pending pending, StatementWatch watch, Flyway flyway) {}

    private Prepared prepare(
            Workspace workspace, SessionSettings settings, @Nullable Resume resume, Optional<Leftover> earlier) {
        // Flyway plans nothing as long as the history has it; a refusal must not make anybody forget the failure.
        Runnable putBack = resume == null ? () -> {} : history.removeFailed(resume.script());
        try {
            Pending pending = preview.read();
            progress.say(preview.text(pending));
            preview.requireContract(pending, options.contract);
            Map<String, Planned> migrations = pending.byScript();
            if (resume != null) {
                requireSame(resume, migrations, earlier);
            }
            StatementWatch watch = new StatementWatch(
                    workspace.journal(), workspace.runId(), workspace.whoRuns(), settings, progress, migrations);
            watch.resume(resume);
            Flyway flyway = flyway(watch);
            if (!pending.migrations().isEmpty()) {
                pass(workspace);
            }
            return new Prepared(pending, watch, flyway);
        } catch (RuntimeException e) {
            putBack.run();
            throw e;
        }
    }

    private static CliFailure nothingToRecover() {
        return CliFailure.finding(
                "No earlier run has left anything to decide about.",
                "a migration that failed half-way, or a run that was killed.",
                "run guard migrate without --resume, --mark-applied and --mark-rolled-back.");
    }

    private @Nullable Resume resume(Recovery recovery, Optional<Leftover> earlier) {
        Integer statement = options.resume;
        if (earlier.isEmpty()) {
            if (statement != null) {
                throw nothingToRecover();
            }
            return null;
        }
        if (statement == null) {
            throw Explanation.ofEarlier(earlier.get(), target, answer);
        }
        return recovery.resume(earlier.get(), statement);
    }

    private static void requireSame(Resume resume, Map<String, Planned> migrations, Optional<Leftover> earlier) {
        Planned planned = migrations.get(resume.script());
        if (planned == null) {
            throw CliFailure.finding(
                    resume.script() + " is not among the pending migrations.",
                    "the migration that is resumed, in --locations or --jar.",
                    "give the same --locations or --jar as for the run that is resumed.");
        }
        if (resume.done() > planned.statements()) {
            throw CliFailure.finding(
                    resume.script() + " has " + planned.statements()
                            + " statements, and the run is to go on with statement " + (resume.done() + 1) + ".",
                    "as many statements as are passed over, or more.",
                    resume.done() > resume.known()
                            ? "correct the number of --resume; " + (planned.statements() + 1)
                                    + " means that all are done."
                            : "put back the statements that are done into the file as they were.");
        }
        resume.requireUnchanged(
                planned.migration(), earlier.map(Leftover::journal).orElse(List.of()));
    }

    /** The gates that let a run through. */
    private void pass(Workspace workspace) {
        backup = new BackupGate(session, progress).pass(backupOptions, noted);
        if (backup != null) {
            noted = (noted.isEmpty() ? "" : noted + "; and of the state before it was resumed: ")
                    + backup.description();
        }
        if (!noted.isEmpty()) {
            workspace.journal(journal -> {
                journal.note(workspace.runId(), noted);
                return true;
            });
        }
        progress.say("Maintenance mode: " + maintenance.enter());
    }

    private Flyway flyway(StatementWatch watch) {
        FluentConfiguration configuration =
                new FluentConfiguration(target.build().classLoader()).configuration(target.flyway());
        List<Callback> callbacks = new ArrayList<>(Arrays.asList(configuration.getCallbacks()));
        callbacks.add(watch);
        // Flyway's other lock is a transaction, for whose end an index built concurrently would wait for ever.
        configuration.configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
        // The journal is written statement by statement.
        configuration.batch(false);
        Flyway flyway =
                configuration.callbacks(callbacks.toArray(Callback[]::new)).load();
        if (!Arrays.asList(flyway.getConfiguration().getCallbacks()).contains(watch)) {
            throw CliFailure.finding(
                    "The build has Java callbacks in db/callback, for which Flyway drops all others.",
                    "a run that the guard can watch; its journal is a callback too.",
                    "name the callbacks in flyway.callbacks instead, or run Flyway itself.");
        }
        return flyway;
    }

    private void apply(
            Flyway flyway, StatementWatch watch, Recovery recovery, Workspace workspace, SessionSettings settings) {
        while (true) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                Failure failure = failure(workspace, watch, e);
                Leftover left = left(workspace, recovery, e);
                if (!settings.isLockTimeout(failure)
                        || !left.aftermath().isResumable()
                        || lockRetries >= options.lockRetries) {
                    throw failed(left, report(workspace, watch), e);
                }
                retry(watch, left.aftermath());
            }
        }
    }

    private static Failure failure(Workspace workspace, StatementWatch watch, FlywayException e) {
        Failure failure;
        try {
            failure = workspace.journal(journal -> watch.takeFailure(e));
        } catch (CliFailure unreadable) {
            throw stopped(e);
        }
        if (failure == null) {
            throw stopped(e);
        }
        return failure;
    }

    private Leftover left(Workspace workspace, Recovery recovery, FlywayException e) {
        try {
            return recovery.of(new JournaledRun(workspace.runId(), workspace.whoRuns(), "", true, noted))
                    .orElseThrow(() -> stopped(e));
        } catch (CliFailure unreadable) {
            throw stopped(e);
        }
    }

    private void retry(StatementWatch watch, Aftermath aftermath) {
        lockRetries++;
        progress.say("  lock not available within " + Progress.text(options.lockTimeout) + "; nothing was changed by"
                + " this statement. Retry " + lockRetries + " of " + options.lockRetries + " after a pause.");
        if (!aftermath.isClean()) {
            history.removeFailed(aftermath.script());
            watch.resume(new Resume(aftermath.script(), aftermath.done(), aftermath.done()));
        }
        Workspace.pause(options.lockTimeout);
    }

    private CliFailure failed(Leftover left, MigrateReport report, FlywayException cause) {
        Explanation explanation = new Explanation(left);
        if (answer.isJson()) {
            answer.give(report.failed(explanation));
        }
        return explanation.failed(cause);
    }

    /** No statement of a migration failed, or the journal cannot be read: the next run explains it. */
    private static CliFailure stopped(FlywayException e) {
        return CliFailure.migration(
                "Flyway stopped: " + Redaction.of(e) + ".",
                "migrations that are applied to their end.",
                "correct what the message names, and run guard migrate again; it says what is left of this run.",
                e);
    }

    private MigrateReport report(Workspace workspace, StatementWatch watch) {
        return new MigrateReport(workspace.runId(), target.shownUrl(), watch.applied(), lockRetries, backup, noted);
    }
}
