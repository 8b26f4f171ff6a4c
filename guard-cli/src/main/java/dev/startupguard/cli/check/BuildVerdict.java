package dev.startupguard.cli.check;

import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.target.BuildJar;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.PendingMigrations;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SchemaVerdict.Unreadable;
import dev.startupguard.schema.SchemaVerdict.Unreadable.Cause;
import dev.startupguard.schema.SupportedRange;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the check said about one build.
 *
 * @param build how the person named it
 * @param verdict for now
 * @param isOff whether there is nothing to check: no migration, and no lowest version
 * @param after for the time after the pending migrations, or null where nobody asked
 */
record BuildVerdict(
        String build,
        boolean isOff,
        SchemaVerdict verdict,
        @Nullable SchemaVerdict after) {
    /** Longer than an application waits: nobody's request hangs on this answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static BuildVerdict of(
            Session session, Path jar, Target target, SupportedRange range, @Nullable PendingMigrations pending) {
        try (BuildJar opened = BuildJar.open(session.workingDirectory(), jar)) {
            return of(jar.toString(), target, opened, range, pending);
        }
    }

    static BuildVerdict of(
            String name, Target target, BuildJar jar, SupportedRange range, @Nullable PendingMigrations pending) {
        SchemaCheckSettings settings =
                new SchemaCheckSettings(jar.classLoader(), target.locations(), range, target.history(), TIMEOUT);
        SchemaCheck check = new SchemaCheck(target.dataSource(), settings);
        SchemaVerdict verdict = check.check();
        return new BuildVerdict(name, check.isOff(), verdict, pending == null ? null : check.checkAfter(pending));
    }

    String kind(SchemaVerdict of) {
        return isOff ? "NoMigrations" : of.getClass().getSimpleName();
    }

    /** An application without migrations may start; a release that means to check one has named the wrong place. */
    boolean isGood(SchemaVerdict of) {
        return !isOff && of.isCompatible();
    }

    /** The verdict that decides: of the time after the pending migrations, where somebody asked for it. */
    SchemaVerdict decisive() {
        return after == null ? verdict : after;
    }

    int exitCode() {
        if (isGood(decisive())) {
            return ExitCode.FINE;
        }
        return decisive() instanceof Unreadable unreadable && unreadable.cause() != Cause.NO_HISTORY_TABLE
                ? ExitCode.DATABASE
                : ExitCode.FINDING;
    }
}
