package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.schema.SchemaVerdict.BelowFloor;
import dev.startupguard.schema.SchemaVerdict.Compatible;
import dev.startupguard.schema.SchemaVerdict.Unreadable;
import dev.startupguard.schema.SchemaVerdict.Unreadable.Cause;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the history and the floor may be, and what they may be called. */
class HistoryTablePlaceTest {
    private static final Compatible FITS =
            new Compatible(SchemaVersion.of("1"), SchemaVersion.of("1"), null, List.of());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aNameWithQuotesSpacesAndCapitalsWorks(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        String name = "My \"his`tory'; --";
        String mark = kind == TestDatabase.MARIADB ? "`" : "\"";
        String quoted = mark + name.replace(mark, mark + mark) + mark;
        Release release = Release.of(folder, "1").migrate(database);
        database.execute("CREATE TABLE " + quoted + " AS SELECT * FROM " + mark + "flyway_schema_history" + mark);
        database.execute("DROP TABLE " + mark + "flyway_schema_history" + mark);

        assertThat(release.check(database, new HistoryTable(name, null))).isEqualTo(FITS);
        assertThat(release.check(database, new HistoryTable(name + "x", null)))
                .extracting("cause")
                .isEqualTo(Cause.NO_HISTORY_TABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aHistoryInAnotherSchemaWorksAndTheFloorIsBesideIt(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        String schema = "Other " + database.url().hashCode();
        HistoryTable history = new HistoryTable("history", schema);
        Release release = Release.of(folder, "1");
        release.flyway(database).table("history").schemas(schema).load().migrate();

        assertThat(release.check(database, history)).isEqualTo(FITS);

        // A floor in the connection's own schema is somebody else's.
        GuardTablesOf.create(database);
        GuardTablesOf.raiseFloor(database, "7");
        assertThat(release.check(database, history)).isEqualTo(FITS);

        GuardTablesOf.flyway(database).schemas(schema).load().migrate();
        String mark = kind == TestDatabase.MARIADB ? "`" : "\"";
        database.execute("INSERT INTO " + mark + schema + mark
                + ".guard_schema_floor (floor_version, reason, raised_by) VALUES ('2', 'because', 'V2')");
        assertThat(release.check(database, history)).isInstanceOf(BelowFloor.class);
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaThatDoesNotExistHasNoHistoryTable(TestDatabase kind) throws IOException {
        assertThat(Release.of(folder, "1").check(kind.create(), new HistoryTable("history", "no \"such\" schema")))
                .isEqualTo(new Unreadable(
                        Cause.NO_HISTORY_TABLE,
                        "There is no table 'history' in the schema 'no \"such\" schema'. Expected Flyway's schema history"
                                + " there. Run the migrations, or set guard.schema.history-table and"
                                + " guard.schema.default-schema to where it is."));
    }

    @Test
    void aHistoryFurtherDownTheSearchPathIsNotThisApplications() throws IOException {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        Release release = Release.of(folder, "1").migrate(database);
        database.execute(
                "CREATE SCHEMA app",
                "ALTER ROLE CURRENT_USER IN DATABASE " + database.url().replaceFirst(".*/", "")
                        + " SET search_path = app, public");

        assertThat(database.column("SELECT count(*) FROM flyway_schema_history"))
                .containsExactly("1");
        assertThat(release.check(database)).extracting("cause").isEqualTo(Cause.NO_HISTORY_TABLE);
        assertThat(release.check(database, new HistoryTable("flyway_schema_history", "public")))
                .isEqualTo(FITS);
    }

    @Test
    void aFloorThatTheUserMayNotReadIsAnErrorAndNotAbsent() throws IOException {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        GuardTablesOf.create(database);
        Release release = Release.of(folder, "1");
        release.flyway(database)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        String user = "reader_" + database.url().replaceFirst(".*/", "");
        database.execute(
                "CREATE ROLE " + user + " LOGIN PASSWORD 'reader'", "GRANT SELECT ON flyway_schema_history TO " + user);
        FreshDatabase asReader = new FreshDatabase(database.kind(), database.url(), user, "reader");

        assertThat(release.check(asReader))
                .isEqualTo(new Unreadable(
                        Cause.DATABASE_ERROR,
                        "The schema history could not be read: ERROR: permission denied for table guard_schema_floor."
                                + " Expected rows of the table 'flyway_schema_history' in the connection's current schema."
                                + " Check that the user of the data source may select from it, and from guard_schema_floor"
                                + " where that table exists."));
        database.execute("GRANT SELECT ON guard_schema_floor TO " + user);
        assertThat(release.check(asReader)).isEqualTo(FITS);
    }

    @Test
    void h2WithLowerCaseNamesFindsTheFloorToo() throws IOException {
        FreshDatabase h2 = TestDatabase.H2.create();
        FreshDatabase database =
                new FreshDatabase(h2.kind(), h2.url() + ";DATABASE_TO_LOWER=TRUE", h2.user(), h2.password());
        GuardTablesOf.create(database);
        Release release = Release.of(folder, "1");
        release.flyway(database)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        GuardTablesOf.raiseFloor(database, "2");
        assertThat(release.check(database)).isInstanceOf(BelowFloor.class);
    }
}
