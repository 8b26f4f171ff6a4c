package dev.startupguard.cli.lint;

import dev.startupguard.GuardVersion;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.OfflineMigrations;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.Planner;
import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.SchemaVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guard lint}: what would break running builds, or block production? */
@Command(
        name = "lint",
        description = {
            "Finds what breaks builds that still run, or blocks production, in the pending migrations of a database, or in those"
                    + " of a build above a version. Changes nothing."
        },
        footer = {
            "",
            "A finding is let through by a comment at its statement: -- guard:allow RULE: REASON. What breaks builds is let",
            "through after a raise of the floor in the same or an earlier pending migration.",
            "",
            "Examples:",
            "  guard lint --url jdbc:postgresql://db/shop --user shop --jar shop-2.jar",
            "  guard lint --dialect postgresql --since 41 --locations filesystem:src/main/resources/db/migration",
            "  guard lint --dialect mariadb --since 41 --jar shop-2.jar --format sarif > guard.sarif",
            "",
            "Exit codes: 0 no finding of that severity; 1 a finding; 2 wrong usage; 3 the database is not reachable or refuses."
        })
public final class LintCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    BuildOptions build = new BuildOptions();

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "Looks at the build alone, without a database: postgresql, mariadb, mysql, sqlserver or h2.")
    @Nullable
    SqlDialect dialect;

    @Option(
            names = "--since",
            paramLabel = "VERSION",
            description =
                    "With --dialect: the schema version in production; migrations above it are looked at, and all repeatable"
                            + " ones. Default: all.")
    @Nullable
    String since;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "The least severity that ends with exit code 1: warning or error. Default: ${DEFAULT-VALUE}.")
    Severity failOn = Severity.ERROR;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or sarif. Default: ${DEFAULT-VALUE}.")
    LintFormat format = LintFormat.TEXT;

    // Picocli sets the specification before it calls.
    @SuppressWarnings("NullAway")
    public LintCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LintReport report = dialect == null ? ofDatabase() : ofBuild(dialect);
        FilePath path = new FilePath(session.workingDirectory());
        session.answer(
                switch (format) {
                    case TEXT -> TextReport.of(report, path);
                    case JSON -> JsonReport.of(report, path);
                    case SARIF -> SarifReport.of(report, path, GuardVersion.current());
                });
        return report.has(failOn) ? ExitCode.FINDING : ExitCode.FINE;
    }

    private LintReport ofBuild(SqlDialect dialect) {
        if (since != null) {
            try {
                SchemaVersion.of(since);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
        try (Target target = Target.withoutDatabase(session, database, build)) {
            target.requireLocations();
            return lint(LintSettings.of(target, dialect), OfflineMigrations.read(target, dialect, since));
        }
    }

    private LintReport ofDatabase() {
        if (since != null) {
            throw new ParameterException(spec.commandLine(), "--since needs --dialect: it is about the build alone.");
        }
        try (Target target = Target.existing(session, database, build)) {
            target.requireReachable();
            target.requireLocations();
            return Planner.plan(target, plan -> ofPlan(target, plan));
        }
    }

    private static LintReport ofPlan(Target target, MigrationPlan plan) {
        return lint(LintSettings.of(target, plan), plan.migrations());
    }

    private static LintReport lint(LintSettings settings, List<PendingMigration> migrations) {
        try {
            return Linter.lint(settings, migrations);
        } catch (IOException e) {
            throw new UncheckedIOException("The migrations could not be read", e);
        }
    }
}
