package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.flyway.FlywayHistory;
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

/** Flyway's part of a run: applies what is pending, and again what had to wait too long for a lock. */
final class FlywayRun {
    private final Workspace workspace;
    private final FlywayHistory history;
    private final SessionSettings settings;
    private final MigrateOptions options;
    private final Progress progress;
    private final StatementWatch watch;
    private final Map<String, Planned> migrations;
    private final Flyway flyway;
    private int lockRetries;

    FlywayRun(
            Target target,
            Workspace workspace,
            FlywayHistory history,
            SessionSettings settings,
            MigrateOptions options,
            Progress progress,
            StatementWatch watch,
            Map<String, Planned> migrations) {
        this.workspace = workspace;
        this.history = history;
        this.settings = settings;
        this.options = options;
        this.progress = progress;
        this.watch = watch;
        this.migrations = Map.copyOf(migrations);
        flyway = watched(target, watch);
    }

    private static Flyway watched(Target target, StatementWatch watch) {
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

    /** A migration failed. */
    record Failed(Leftover left, FlywayException cause) {}

    /**
     * Applies what is pending, or tells what is left.
     *
     * @param noted the backups, as the journal has them
     */
    Optional<Failed> apply(@Nullable Resume resume, Recovery recovery, String noted) {
        // At the last moment: killed before, for instance in its backup, a run must not have made anybody forget the
        // failure.
        Runnable putBack = resume == null ? () -> {} : history.removeFailed(resume.script());
        watch.resume(resume);
        while (true) {
            try {
                flyway.migrate();
                return Optional.empty();
            } catch (FlywayException e) {
                Failure failure = failure(e, putBack);
                Leftover left = left(recovery, e, noted);
                if (!settings.isLockTimeout(failure)
                        || !left.aftermath().isResumable()
                        || lockRetries >= options.lockRetries
                        || isSessionMissing(left)) {
                    return Optional.of(new Failed(left, e));
                }
                retry(left);
            }
        }
    }

    private Failure failure(FlywayException e, Runnable putBack) {
        Failure failure;
        boolean hasBegun;
        try {
            failure = workspace.journal(journal -> watch.takeFailure(e));
            hasBegun = workspace.journal(
                    journal -> !journal.statements(workspace.runId()).isEmpty());
        } catch (CliFailure unreadable) {
            throw stopped(e);
        }
        if (!hasBegun) {
            putBack.run();
        }
        if (failure == null) {
            throw stopped(e);
        }
        return failure;
    }

    private Leftover left(Recovery recovery, FlywayException e, String noted) {
        try {
            return recovery.of(new JournaledRun(workspace.runId(), workspace.whoRuns(), "", true, noted))
                    .orElseThrow(() -> stopped(e));
        } catch (CliFailure unreadable) {
            throw stopped(e);
        }
    }

    /** The next attempt has a session of its own. */
    private boolean isSessionMissing(Leftover left) {
        Planned planned = migrations.get(left.aftermath().script());
        if (left.aftermath().isClean() || planned == null) {
            return false;
        }
        List<String> missing = resume(left).missing(planned.migration());
        if (!missing.isEmpty()) {
            progress.say("  lock not available within " + Progress.text(options.lockTimeout) + "; not tried again, for"
                    + " another session lacks " + String.join(", ", missing) + ".");
        }
        return !missing.isEmpty();
    }

    private static Resume resume(Leftover left) {
        Aftermath aftermath = left.aftermath();
        return new Resume(aftermath.script(), aftermath.done(), aftermath.done(), left.journal());
    }

    private void retry(Leftover left) {
        lockRetries++;
        progress.say("  lock not available within " + Progress.text(options.lockTimeout) + "; nothing was changed by"
                + " this statement. Retry " + lockRetries + " of " + options.lockRetries + " after a pause.");
        Aftermath aftermath = left.aftermath();
        if (!aftermath.isClean()) {
            history.removeFailed(aftermath.script());
            watch.resume(resume(left));
        }
        Workspace.pause(options.lockTimeout);
    }

    /** No statement of a migration failed, or the journal cannot be read: the next run explains it. */
    private static CliFailure stopped(FlywayException e) {
        return CliFailure.migration(
                "Flyway stopped: " + Redaction.of(e) + ".",
                "migrations that are applied to their end.",
                "correct what the message names, and run guard migrate again; it says what is left of this run.",
                e);
    }

    Flyway flyway() {
        return flyway;
    }

    int lockRetries() {
        return lockRetries;
    }
}
