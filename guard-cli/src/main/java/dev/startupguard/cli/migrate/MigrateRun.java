package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.FlywayHistory;
import dev.startupguard.cli.migrate.FlywayRun.Failed;
import dev.startupguard.cli.migrate.JournaledStatement.State;
import dev.startupguard.cli.migrate.Preview.Pending;
import dev.startupguard.cli.migrate.StatementWatch.Planned;
import dev.startupguard.cli.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                // Also where the verification has a finding: of the run itself nothing is left to be resumed.
                end(workspace, State.SUCCEEDED);
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
        Map<String, Planned> migrations = plan(resume);
        StatementWatch watch = new StatementWatch(
                workspace.journal(), workspace.runId(), workspace.whoRuns(), settings, progress, migrations);
        FlywayRun run = new FlywayRun(target, workspace, history, settings, options, progress, watch, migrations);
        if (!migrations.isEmpty()) {
            pass(workspace);
            Optional<Failed> failed = run.apply(resume, recovery, noted);
            if (failed.isPresent()) {
                throw failed(failed.get(), report(workspace, watch, run));
            }
        }
        Verification verification = Verification.of(target, run.flyway(), history);
        if (!migrations.isEmpty() && verification.isGood()) {
            progress.say("Maintenance mode: " + maintenance.leave());
        }
        earlier.ifPresent(leftover -> recovery.resolve(leftover, "resumed"));
        answer.give(report(workspace, watch, run).succeeded(verification, answer.format()));
        return verification.isGood()
                ? ExitCode.FINE
                : verification.validationError() == null ? ExitCode.FINDING : ExitCode.MIGRATION;
    }

    private Map<String, Planned> plan(@Nullable Resume resume) {
        Pending pending = preview.read(resume == null ? null : resume.script());
        progress.say(preview.text(pending));
        preview.requireContract(pending, options.contract);
        if (resume != null) {
            requireSame(resume, pending.byScript());
            requireSession(resume, pending.byScript());
        }
        return pending.byScript();
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

    private static void requireSame(Resume resume, Map<String, Planned> migrations) {
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
        resume.requireUnchanged(planned.migration());
    }

    /** A number is an operator's word also for this; without one, the run must be sure of its session. */
    private void requireSession(Resume resume, Map<String, Planned> migrations) {
        Planned planned = migrations.get(resume.script());
        List<String> missing = planned == null ? List.of() : resume.missing(planned.migration());
        if (missing.isEmpty()) {
            return;
        }
        String gone = "Gone with the session of the earlier run, and used from statement " + (resume.done() + 1)
                + " of " + resume.script() + " on: " + String.join(", ", missing) + ".";
        if (!Integer.valueOf(MigrateOptions.BY_JOURNAL).equals(options.resume)) {
            progress.say(gone);
            return;
        }
        throw CliFailure.finding(
                gone,
                "statements that need no more of their session than settings, which are made again.",
                "give these their values from statement " + (resume.done() + 1)
                        + " on in the file, and say --resume again; or --resume=" + (resume.done() + 1)
                        + " if it is right without them.");
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

    private CliFailure failed(Failed failed, MigrateReport report) {
        Explanation explanation = new Explanation(failed.left());
        if (answer.isJson()) {
            answer.give(report.failed(explanation));
        }
        return explanation.failed(failed.cause());
    }

    private MigrateReport report(Workspace workspace, StatementWatch watch, FlywayRun run) {
        return new MigrateReport(
                workspace.runId(), target.shownUrl(), watch.applied(), run.lockRetries(), backup, noted);
    }
}
