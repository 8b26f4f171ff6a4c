package dev.startupguard.cli.check;

import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.OutputFormat;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingFloor;
import dev.startupguard.cli.flyway.Planner;
import dev.startupguard.cli.journal.OpenRun;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.PendingMigrations;
import dev.startupguard.schema.SchemaVersion;
import dev.startupguard.schema.SupportedRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guard check}: may this build, or may these, run on this database? */
@Command(
        name = "check",
        description = "Says whether a build, or several, may run on a database. Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  guard check --url jdbc:postgresql://db/shop --user shop --jar shop-2.jar",
            "  guard check --url jdbc:postgresql://db/shop --user shop --builds shop-1.jar,shop-2.jar --format json",
            "  guard check --url jdbc:postgresql://db/shop --user shop --jar shop-2.jar --after-pending"
                    + " --builds shop-1.jar,shop-2.jar",
            "",
            "Exit codes: 0 all may run; 1 one may not; 2 wrong usage; 3 the database is not reachable or refuses."
        })
public final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    BuildOptions build = new BuildOptions();

    @Option(names = "--min", paramLabel = "VERSION", description = "Lowest schema version that the build works with.")
    @Nullable
    String min;

    @Option(names = "--max", paramLabel = "VERSION", description = "Highest schema version that the build works with.")
    @Nullable
    String max;

    @Option(
            names = "--builds",
            paramLabel = "JAR",
            split = ",",
            description = "Several builds instead of one, each with the same locations.")
    List<Path> builds = List.of();

    @Option(
            names = "--after-pending",
            description =
                    "Answer for the time after the pending migrations of --jar or --locations, and for now beside it. The"
                            + " exit code is that of the time after.")
    boolean afterPending;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    OutputFormat format = OutputFormat.TEXT;

    // Picocli sets the specification before it calls.
    @SuppressWarnings("NullAway")
    public CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SupportedRange range = range();
        List<BuildVerdict> verdicts = new ArrayList<>();
        Optional<OpenRun> open;
        try (Target target = Target.existing(session, database, build)) {
            target.requireReachable();
            if (builds.isEmpty() || afterPending) {
                target.requireLocations();
            }
            @Nullable PendingMigrations pending = afterPending ? Planner.plan(target, CheckCommand::pending) : null;
            if (builds.isEmpty()) {
                verdicts.add(BuildVerdict.of("this build", target, target.build(), range, pending));
            } else {
                builds.forEach(jar -> verdicts.add(BuildVerdict.of(session, jar, target, range, pending)));
            }
            open = OpenRun.in(target);
        }
        VerdictReport report = new VerdictReport(verdicts, open);
        session.answer(format == OutputFormat.JSON ? report.json() : report.text());
        return verdicts.stream().mapToInt(BuildVerdict::exitCode).max().orElse(ExitCode.FINE);
    }

    private static PendingMigrations pending(MigrationPlan plan) {
        try {
            return PendingFloor.of(plan);
        } catch (IOException e) {
            throw new UncheckedIOException("The pending migrations could not be read", e);
        }
    }

    private SupportedRange range() {
        try {
            return new SupportedRange(
                    min == null ? null : SchemaVersion.of(min), max == null ? null : SchemaVersion.of(max));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
