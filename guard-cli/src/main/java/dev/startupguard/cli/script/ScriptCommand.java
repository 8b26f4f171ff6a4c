package dev.startupguard.cli.script;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.NewFile;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.ArtifactReading;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.Planner;
import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.journal.OpenRun;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guard script}: the pending migrations of a database as one file. */
@Command(
        name = "script",
        description = {
            "Writes the pending migrations of a database as one SQL script for psql, mariadb or mysql, sqlcmd, or H2's RunScript."
                    + " Changes nothing itself. With --idempotent, writes all migrations of a build, asking no database; the script applies"
                    + " those that its database does not have yet."
        },
        footer = {
            "",
            "Examples:",
            "  guard script --url jdbc:postgresql://db/shop --user owner --jar shop-2.jar -o release-2.sql",
            "  guard script --idempotent --dialect postgresql --jar shop-2.jar -o release-2.sql",
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

    @Option(
            names = "--idempotent",
            description = "All migrations, each applied where it is not yet; needs --dialect and no database.")
    boolean idempotent;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "For --idempotent: the kind of database, one of ${COMPLETION-CANDIDATES}.")
    @Nullable
    SqlDialect dialect;

    public ScriptCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        @Nullable
        NewFile file =
                output == null ? null : new NewFile(session.workingDirectory().resolve(output));
        return idempotent ? ofTheBuild(file) : ofTheDatabase(file);
    }

    private int ofTheBuild(@Nullable NewFile file) {
        if (dialect == null) {
            throw CliFailure.usage(
                    "An idempotent script is made for a kind of database, and none is named.",
                    "--dialect with one of " + List.of(SqlDialect.values()) + ".",
                    "add --dialect.");
        }
        try (Target target = Target.withoutDatabase(session, database, build)) {
            target.requireLocations();
            Artifact artifact = ArtifactReading.read(target, dialect);
            int count = artifact.migrations().size();
            if (count == 0) {
                session.say("The build has no migrations: no script is written.");
                return ExitCode.FINE;
            }
            write(new ArtifactText(artifact)::writeTo, file);
            return written(count + (count == 1 ? " migration" : " migrations"));
        }
    }

    private int ofTheDatabase(@Nullable NewFile file) {
        if (dialect != null) {
            throw CliFailure.usage(
                    "--dialect is named without --idempotent.",
                    "a kind of database for an idempotent script alone; otherwise it is that of --url.",
                    "add --idempotent, or leave --dialect out.");
        }
        try (Target target = Target.scripted(session, database, build)) {
            target.requireReachable();
            target.requireLocations();
            requireNoRunHalfWay(target);
            return Planner.plan(target, plan -> write(plan, file));
        }
    }

    /** A killed run leaves no row in the history: what it has done already would be in the script once more. */
    private static void requireNoRunHalfWay(Target target) {
        OpenRun.in(target).filter(run -> !run.ended()).ifPresent(run -> {
            throw CliFailure.finding(
                    "How much of " + run.script() + " is done is not known. " + run.story() + ".",
                    "no run half-way: the script would do once more what is done.",
                    run.wayOn());
        });
    }

    private int write(MigrationPlan plan, @Nullable NewFile file) {
        if (plan.migrations().isEmpty()) {
            session.say("Nothing is pending: no script is written.");
            return ExitCode.FINE;
        }
        write(new ScriptText(plan)::writeTo, file);
        return written(
                plan.migrations().size() + " pending " + (plan.migrations().size() == 1 ? "migration" : "migrations"));
    }

    /** A script that knows its file's name. */
    @FunctionalInterface
    private interface Script {
        void writeTo(Writer writer, String fileName) throws IOException;
    }

    private void write(Script script, @Nullable NewFile file) {
        if (file == null) {
            NewFile.writeTo(session.data(), writer -> script.writeTo(writer, "FILE"));
        } else {
            file.write(writer -> script.writeTo(
                    writer, String.valueOf(Path.of(String.valueOf(output)).getFileName())));
        }
    }

    private int written(String what) {
        session.say(what + " written" + (output == null ? "." : " to " + output + "."));
        return ExitCode.FINE;
    }
}
