package dev.startupguard.cli.check;

import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.target.BuildJar;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SchemaVerdict.Unreadable;
import dev.startupguard.schema.SchemaVerdict.Unreadable.Cause;
import dev.startupguard.schema.SupportedRange;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the check said about one build.
 *
 * @param build how the person named it
 */
record BuildVerdict(String build, SchemaVerdict verdict) {
    /** Longer than an application waits: nobody's request hangs on this answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static BuildVerdict of(Session session, Path jar, Target target, SupportedRange range) {
        try (BuildJar opened = BuildJar.open(session.workingDirectory(), jar)) {
            return of(jar.toString(), target, opened, range);
        }
    }

    static BuildVerdict of(String name, Target target, BuildJar jar, SupportedRange range) {
        SchemaCheckSettings settings =
                new SchemaCheckSettings(jar.classLoader(), target.locations(), range, target.history(), TIMEOUT);
        return new BuildVerdict(name, new SchemaCheck(target.dataSource(), settings).check());
    }

    String kind() {
        return verdict.getClass().getSimpleName();
    }

    int exitCode() {
        if (verdict.isCompatible()) {
            return ExitCode.FINE;
        }
        return verdict instanceof Unreadable unreadable && unreadable.cause() != Cause.NO_HISTORY_TABLE
                ? ExitCode.DATABASE
                : ExitCode.FINDING;
    }
}
