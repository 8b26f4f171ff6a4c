package dev.startupguard.cli.init;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.GuardTablesSetup;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.GuardTables;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code guard init}: the guard's own tables, with a history table of their own. */
@Command(
        name = "init",
        description = "Creates the guard's own tables beside Flyway's history, or brings them up to date.",
        footer = {
            "",
            "Example:",
            "  guard init --url jdbc:postgresql://db/shop --user owner",
            "",
            "Exit codes: 0 done; 2 wrong usage; 3 the database is not reachable or refuses; 4 a statement failed."
        })
public final class InitCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    public InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Target target = Target.of(session, database, new BuildOptions())) {
            Flyway flyway = GuardTablesSetup.flyway(target);
            target.requireReachable();
            MigrateResult result = migrate(flyway, target);
            session.answer(
                    result.migrationsExecuted == 0
                            ? "The guard's tables are up to date."
                            : "The guard's tables are at version " + result.targetSchemaVersion + " of "
                                    + GuardTables.HISTORY_TABLE + ".");
            if (!GuardTablesSetup.isBesideHistory(target)) {
                session.say("There is no history of Flyway yet (" + target.history()
                        + "). guard migrate and guard script apply"
                        + " the first migration beside these tables. Flyway itself refuses to, unless both"
                        + " flyway.baselineOnMigrate=true and flyway.baselineVersion=0 are set: without the latter it passes"
                        + " over version 1.");
            }
            return ExitCode.FINE;
        }
    }

    private static MigrateResult migrate(Flyway flyway, Target target) {
        try {
            return flyway.migrate();
        } catch (FlywayException e) {
            throw CliFailure.migration(
                    "The guard's tables could not be created in " + target.shownUrl() + ": "
                            + Redaction.of(e, target.url()) + ".",
                    "a user who may create tables in the schema of Flyway's history.",
                    "give a user with that right, remove what was left half-done, and run guard init again.",
                    e);
        }
    }
}
