package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.target.Target;
import java.util.function.Function;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.internal.scanner.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * The way into Flyway: has its own classes find, validate and parse the migrations, exactly as {@code flyway migrate} would begin, and
 * ends before anything is applied. The only door to Flyway's internals together with the classes of this package; made for
 * the version that this tool is built with.
 */
public final class Planner {
    private Planner() {}

    /** Makes the plan of a script and hands it over while the connection is open. */
    public static <T> T plan(Target target, Function<MigrationPlan, T> use) {
        FluentConfiguration configuration = copy(target);
        Scanner<JavaMigration> files = files(configuration);
        refuseWhatFlywayWouldRunBeside(configuration, files);
        return plan(target, configuration, files, null, use);
    }

    /**
     * The plan of a run by Flyway itself, which runs callbacks as well.
     *
     * @param resumed the migration whose failed row is read as if it were gone, or null
     */
    public static <T> T planOfRun(Target target, @Nullable String resumed, Function<MigrationPlan, T> use) {
        FluentConfiguration configuration = copy(target);
        refuseGroup(configuration);
        return plan(target, configuration, files(configuration), resumed, use);
    }

    private static FluentConfiguration copy(Target target) {
        return new FluentConfiguration(target.build().classLoader()).configuration(target.flyway());
    }

    private static Scanner<JavaMigration> files(FluentConfiguration configuration) {
        return new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
    }

    private static <T> T plan(
            Target target,
            FluentConfiguration configuration,
            Scanner<JavaMigration> files,
            @Nullable String resumed,
            Function<MigrationPlan, T> use) {
        // As new Flyway(…) does: until then it keeps every log line in memory, also those that hold a statement.
        LogFactory.setConfiguration(configuration);
        configuration.resourceProvider(files).javaMigrationClassProvider(files);
        // A callback would run, and change something, as soon as Flyway connects.
        configuration.skipDefaultCallbacks(true);
        configuration.callbacks(new Callback[0]);
        return new FlywayExecutor(configuration)
                .execute(
                        (resolver, history, database, defaultSchema, schemas, callbacks, interceptor) ->
                                use.apply(new PlanReading(
                                                target,
                                                configuration,
                                                files,
                                                resolver,
                                                resumed == null ? history : new HistoryOfResume(history, resumed),
                                                database,
                                                defaultSchema,
                                                schemas)
                                        .plan()),
                        true,
                        null);
    }

    static void refuseWhatFlywayWouldRunBeside(FluentConfiguration configuration, Scanner<JavaMigration> files) {
        refuseGroup(configuration);
        refuseCallbacks(configuration, files);
    }

    private static void refuseGroup(FluentConfiguration configuration) {
        if (configuration.isGroup()) {
            throw CliFailure.finding(
                    "Flyway is configured to apply all migrations in one transaction (flyway.group).",
                    "a transaction for each migration; the former is not supported yet.",
                    "set flyway.group=false.");
        }
    }

    private static void refuseCallbacks(FluentConfiguration configuration, Scanner<JavaMigration> files) {
        if (configuration.getCallbacks().length > 0) {
            throw CliFailure.finding(
                    "Flyway is configured with Java callbacks (flyway.callbacks, or classes in db/callback).",
                    "migrations alone; a script does not run callbacks.",
                    "run Flyway itself, or leave the callbacks out for the script.");
        }
        if (!configuration.isSkipDefaultCallbacks()) {
            Callbacks.in(files, configuration).ifPresent(callback -> {
                throw CliFailure.finding(
                        "There is an SQL callback beside the migrations: " + callback + ".",
                        "migrations alone; a script does not run callbacks.",
                        "if the migrations are right without it, set flyway.skipDefaultCallbacks=true (FLYWAY_SKIP_DEFAULT_CALLBACKS);"
                                + " otherwise run Flyway itself.");
            });
        }
    }
}
