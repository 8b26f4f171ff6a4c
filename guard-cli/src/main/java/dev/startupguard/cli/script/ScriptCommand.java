package dev.startupguard.cli.script;

import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.NewFile;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.Planner;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guard script}: the pending migrations of a database as one file. */
@Command(
        name = "script",
        description = {
            "Writes the pending migrations of a database as one SQL script for psql, mariadb or mysql, or H2's RunScript. Changes"
                    + " nothing itself."
        },
        footer = {
            "",
            "Examples:",
            "  guard script --url jdbc:postgresql://db/shop --user owner --jar shop-2.jar -o release-2.sql",
            "  psql -X -d shop -f release-2.sql",
            "",
            "Exit codes: 0 written; 1 no script can be made; 2 wrong usage; 3 the database is not reachable or refuses."
        })
public final class ScriptCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    BuildOptions build = new BuildOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file; it must not exist, and appears when it is complete. Default: standard output.")
    @Nullable
    Path output;

    public ScriptCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        @Nullable
        NewFile file =
                output == null ? null : new NewFile(session.workingDirectory().resolve(output));
        try (Target target = Target.of(session, database, build)) {
            target.requireReachable();
            target.requireLocations();
            return Planner.plan(target, plan -> write(plan, file));
        }
    }

    private int write(MigrationPlan plan, @Nullable NewFile file) {
        if (plan.migrations().isEmpty()) {
            session.say("Nothing is pending: no script is written.");
            return ExitCode.FINE;
        }
        ScriptText script = new ScriptText(plan);
        if (file == null) {
            NewFile.writeTo(session.data(), writer -> script.writeTo(writer, "FILE"));
        } else {
            file.write(writer -> script.writeTo(
                    writer, String.valueOf(Path.of(String.valueOf(output)).getFileName())));
        }
        session.say(
                plan.migrations().size() + " pending " + (plan.migrations().size() == 1 ? "migration" : "migrations")
                        + " written" + (output == null ? "." : " to " + output + "."));
        return ExitCode.FINE;
    }
}
