package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.GuardTables;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway for the guard's own tables, which have a history table of their own. */
public final class GuardTablesSetup {
    private GuardTablesSetup() {}

    /** Nothing of the application's own Flyway settings but how to connect, where its history is, and its log. */
    public static Flyway flyway(Target target) {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(target.dataSource())
                .loggers(target.flyway().getLoggers())
                .locations(location(target.url()))
                .table(GuardTables.HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion("0");
        String schema = target.history().schema();
        return (schema == null ? flyway : flyway.defaultSchema(schema)).load();
    }

    /** Whether the application's own history is there: without it, Flyway refuses a schema that has the guard's tables. */
    public static boolean isBesideHistory(Target target) {
        FluentConfiguration flyway = new FluentConfiguration()
                .configuration(flyway(target).getConfiguration())
                .table(target.history().name());
        return new FlywayExecutor(flyway)
                .execute(
                        (resolver, history, database, defaultSchema, schemas, callbacks, interceptor) ->
                                history.exists(),
                        true,
                        null);
    }

    private static String location(String url) {
        try {
            return GuardTables.locationFor(url);
        } catch (IllegalArgumentException e) {
            throw CliFailure.usage(
                    "The guard has no tables for " + Redaction.of(url.replaceFirst("[?;].*$", "")) + ".",
                    "a JDBC URL of H2, MariaDB, MySQL or PostgreSQL.",
                    "correct --url; without the tables the schema check works, and there is no floor.",
                    e);
        }
    }
}
