package dev.startupguard;

import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.automigration.TargetDatabase;
import dev.startupguard.schema.HistoryTable;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.settings.Settings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Takes the place of {@code flyway.migrate()} in applications that call Flyway by hand: migrates where {@code guard.auto-migration}
 * allows it, and only checks elsewhere.
 */
public final class GuardedFlyway {

    private GuardedFlyway() {}

    /**
     * Migrates or checks, by the settings of {@link Settings#standard}.
     *
     * @return Flyway's result, or empty if the migration was blocked
     * @throws IncompatibleSchemaException if it was blocked, {@code on-incompatible} is {@code fail}, and the schema does not fit
     */
    public static Optional<MigrateResult> migrate(Flyway flyway) {
        ClassLoader classLoader = flyway.getConfiguration().getClassLoader();
        return migrate(
                flyway, GuardConfiguration.of(Settings.standard(classLoader)), BlockedMigrations.ofThisClassLoader());
    }

    /**
     * Migrates or checks, by the given configuration; what is blocked is reported there.
     *
     * @throws IncompatibleSchemaException if it was blocked, {@code on-incompatible} is {@code fail}, and the schema does not fit
     */
    public static Optional<MigrateResult> migrate(
            Flyway flyway, GuardConfiguration configuration, BlockedMigrations blocked) {
        Configuration settings = flyway.getConfiguration();
        if (!configuration.enabled()
                || !configuration.autoMigration().blocks(target(settings).url())) {
            return Optional.of(flyway.migrate());
        }
        report("migration", settings, blocked);
        if (configuration.schema().onIncompatible() == OnIncompatible.FAIL) {
            refuseIncompatible(settings, configuration);
        }
        return Optional.empty();
    }

    /**
     * Reports a command of Flyway that was not run.
     *
     * @param command such as {@code migration} or {@code clean}
     */
    public static void report(String command, Configuration flyway, BlockedMigrations blocked) {
        blocked.add(new BlockedMigration(
                command + " by Flyway",
                "flyway.locations",
                locations(flyway).toString(),
                "table " + flyway.getTable() + " of " + target(flyway).shown(),
                Instant.now()));
    }

    /** The database that this Flyway would change. */
    public static TargetDatabase target(Configuration flyway) {
        if (flyway.getUrl() != null) {
            return TargetDatabase.ofUrl(flyway.getUrl());
        }
        return flyway.getDataSource() == null
                ? TargetDatabase.unknown("a database that Flyway is not told")
                : TargetDatabase.of(flyway.getDataSource());
    }

    /** Where this Flyway keeps its history: in its default schema, else in the first of its schemas, else in the connection's. */
    public static HistoryTable history(Configuration flyway) {
        String[] schemas = flyway.getSchemas();
        String first = schemas.length > 0 ? schemas[0] : null;
        return new HistoryTable(
                flyway.getTable(), flyway.getDefaultSchema() != null ? flyway.getDefaultSchema() : first);
    }

    private static void refuseIncompatible(Configuration flyway, GuardConfiguration configuration) {
        SchemaCheck check = new SchemaCheck(
                flyway.getDataSource(),
                new SchemaCheckSettings(
                        flyway.getClassLoader(),
                        locations(flyway),
                        configuration.schema().range(),
                        history(flyway),
                        configuration.databaseTimeout()));
        FirstVerdict first = new FirstVerdict();
        try (GuardThreads threads = new GuardThreads(flyway.getClassLoader())) {
            SchemaWatch watch = new SchemaWatch(
                    SchemaLook.of(check),
                    threads,
                    configuration.databaseTimeout(),
                    (verdict, look) -> first.seen(verdict));
            threads.execute(watch::look);
            first.requireCompatible(configuration.databaseTimeout());
        }
    }

    private static List<String> locations(Configuration flyway) {
        return Arrays.stream(flyway.getLocations()).map(Object::toString).toList();
    }
}
