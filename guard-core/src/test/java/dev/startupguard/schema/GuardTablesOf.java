package dev.startupguard.schema;

import dev.startupguard.test.FreshDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Makes the guard's tables as documented: by Flyway, with a history of their own, whatever else is in the schema. */
final class GuardTablesOf {
    private GuardTablesOf() {}

    static void create(FreshDatabase database) {
        flyway(database).load().migrate();
    }

    static FluentConfiguration flyway(FreshDatabase database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations(GuardTables.locationFor(database.url()))
                .table(GuardTables.HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }

    static void raiseFloor(FreshDatabase database, String version) {
        database.execute("INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('" + version
                + "', 'last_name replaces name', 'V" + version + "')");
    }
}
