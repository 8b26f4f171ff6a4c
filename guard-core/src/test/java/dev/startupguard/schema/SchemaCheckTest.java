package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.schema.SchemaVerdict.Behind;
import dev.startupguard.schema.SchemaVerdict.BelowFloor;
import dev.startupguard.schema.SchemaVerdict.Broken;
import dev.startupguard.schema.SchemaVerdict.Compatible;
import dev.startupguard.schema.SchemaVerdict.TooNew;
import dev.startupguard.schema.SchemaVerdict.Unreadable;
import dev.startupguard.schema.SchemaVerdict.Unreadable.Cause;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the verdict table, on every database, with a history by real Flyway. */
class SchemaCheckTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseHasNoHistoryTable(TestDatabase kind) throws IOException {
        assertThat(Release.of(folder, "1").check(kind.create()))
                .isEqualTo(new Unreadable(
                        Cause.NO_HISTORY_TABLE,
                        "There is no table 'flyway_schema_history' in the connection's current schema. Expected Flyway's"
                                + " schema history there. Run the migrations, or set guard.schema.history-table and"
                                + " guard.schema.default-schema to where it is."));
    }

    @ParameterizedTest
    @EnumSource
    void aBuildWhoseMigrationsAreAppliedFits(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1", "2.1").migrate(database);
        assertThat(release.check(database)).isEqualTo(new Compatible(version("2.1"), version("2.1"), null, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aBuildIsAheadOfAnOlderSchema(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release.of(folder, "1").migrate(database);
        assertThat(Release.of(folder, "1", "2", "3").check(database)).isInstanceOfSatisfying(Behind.class, behind -> {
            assertThat(behind.missing()).containsExactly(version("2"), version("3"));
            assertThat(behind.database()).isEqualTo(version("1"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFailedMigrationOfTheBuildIsBroken(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1").withFailing("V2__split_name.sql", "names");
        release.migrateAndFail(database);
        assertThat(release.check(database)).isEqualTo(new Broken(version("2"), "split name"));
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaAboveTheRangeIsTooNew(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release.of(folder, "1", "2", "3").migrate(database);
        SupportedRange upTo2 = new SupportedRange(null, version("2"));
        assertThat(Release.of(folder, "1").check(database, upTo2)).isEqualTo(new TooNew(version("2"), version("3")));
    }

    @ParameterizedTest
    @EnumSource
    void aBuildBelowTheFloorIsRefusedAndTheHighestFloorCounts(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        GuardTablesOf.create(database);
        Release old = Release.of(folder, "1", "2");
        old.flyway(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
        assertThat(old.check(database)).isEqualTo(new Compatible(version("2"), version("2"), null, List.of()));

        GuardTablesOf.raiseFloor(database, "2");
        assertThat(old.check(database)).isEqualTo(new Compatible(version("2"), version("2"), version("2"), List.of()));

        GuardTablesOf.raiseFloor(database, "10");
        GuardTablesOf.raiseFloor(database, "9");
        assertThat(old.check(database))
                .isEqualTo(new BelowFloor(version("10"), version("2"), "last_name replaces name", "V10"));
    }

    @ParameterizedTest
    @EnumSource
    void aBaselineCountsAsAppliedUpToItsVersion(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        database.execute("CREATE TABLE legacy (id INT)");
        Release release = Release.of(folder, "1", "2", "3");
        release.flyway(database).baselineVersion("2").load().baseline();
        assertThat(release.check(database))
                .isInstanceOfSatisfying(
                        Behind.class, behind -> assertThat(behind.missing()).containsExactly(version("3")));
        release.migrate(database);
        assertThat(release.check(database)).isEqualTo(new Compatible(version("3"), version("3"), null, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aBaselineMigrationStandsForThoseBelowIt(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1", "2", "3").with("B2__all.sql", "CREATE TABLE t1 (id INT)");
        release.migrate(database);
        assertThat(release.check(database)).isEqualTo(new Compatible(version("3"), version("3"), null, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedMigrationIsNotApplied(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release.of(folder, "1", "2").migrate(database);
        Release.of(folder, "1", "3").flyway(database).load().repair();
        assertThat(Release.of(folder, "1", "2").check(database)).isInstanceOf(Behind.class);
        assertThat(Release.of(folder, "1").check(database))
                .isEqualTo(new Compatible(version("1"), version("1"), null, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaThatFlywayCreatedIsNoMigration(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1");
        String schema = "made" + Integer.toHexString(database.url().hashCode());
        release.flyway(database).schemas(schema).load().migrate();
        assertThat(release.check(database, new HistoryTable("flyway_schema_history", schema)))
                .isEqualTo(new Compatible(version("1"), version("1"), null, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aVersionThatIsNoneIsNamed(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1").migrate(database);
        String quote = kind == TestDatabase.MARIADB ? "`" : "\"";
        database.execute("UPDATE flyway_schema_history SET version = 'one' WHERE installed_rank = 1"
                .replaceAll("(flyway_schema_history|\\bversion|installed_rank)", quote + "$1" + quote));
        assertThat(release.check(database))
                .isEqualTo(new Unreadable(
                        Cause.DATABASE_ERROR,
                        "The version 'one' in the table 'flyway_schema_history' in the connection's current schema is not a"
                                + " schema version. Expected numbers separated by dots or underscores, such as 3 or 1.2."
                                + " Correct that row in the database."));
    }

    @ParameterizedTest
    @EnumSource
    void aHistoryTableOfAnotherShapeIsADatabaseErrorInItsOwnWords(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        String quote = kind == TestDatabase.MARIADB ? "`" : "\"";
        database.execute("CREATE TABLE " + quote + "flyway_schema_history" + quote + " (id INT)");
        assertThat(Release.of(folder, "1").check(database)).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.cause()).isEqualTo(Cause.DATABASE_ERROR);
            assertThat(unreadable.message())
                    .startsWith("The schema history could not be read: ")
                    .contains("version")
                    .endsWith(". Expected rows of the table 'flyway_schema_history' in the connection's current schema."
                            + " Check that the user of the data source may select from it, and from guard_schema_floor"
                            + " where that table exists.");
        });
    }

    @Test
    void withoutMigrationsAndALowestVersionTheCheckIsOffAndAsksNobody() throws IOException {
        SchemaCheck check = Release.of(folder).checkOf(ConnectionSource.unusable());
        assertThat(check.isOff()).isTrue();
        assertThat(check.check().isCompatible()).isTrue();
        assertThat(check.check().message())
                .startsWith("The schema check is off: this build bundles no migration in filesystem:")
                .endsWith(
                        ", and guard.schema.min is not set. Set one of guard.schema.locations and guard.schema.min to turn"
                                + " it on.");
    }

    @ParameterizedTest
    @EnumSource
    void theVendorInALocationIsKnownAfterTheFirstConnection(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        SchemaCheck check = new SchemaCheck(
                database.dataSource(),
                settings(GuardTables.LOCATION, new HistoryTable(GuardTables.HISTORY_TABLE, null)));
        assertThat(check.check()).extracting("cause").isEqualTo(Cause.NO_HISTORY_TABLE);
        GuardTablesOf.create(database);
        assertThat(check.check()).isInstanceOf(Compatible.class);
        assertThat(check.isOff()).isFalse();

        SchemaCheck off =
                new SchemaCheck(database.dataSource(), settings("classpath:nowhere/{vendor}", HistoryTable.standard()));
        assertThat(off.isOff()).isFalse();
        assertThat(off.check().message()).contains("off").contains("classpath:nowhere/{vendor}");
        assertThat(off.isOff()).isTrue();
    }

    @Test
    void aFolderThatDependsOnTheVendorAndIsMissingIsNamed() {
        FreshDatabase database = TestDatabase.H2.create();
        SchemaCheck check = new SchemaCheck(
                database.dataSource(), settings("filesystem:/nowhere/{vendor}", HistoryTable.standard()));
        assertThat(check.check().message())
                .startsWith("The migration location 'filesystem:/nowhere/h2' is no folder: ")
                .endsWith(
                        " does not exist or is a file. Expected a folder with migrations; correct guard.schema.locations.");
    }

    private SchemaCheckSettings settings(String location, HistoryTable history) {
        return new SchemaCheckSettings(
                getClass().getClassLoader(),
                List.of(location),
                new SupportedRange(null, null),
                history,
                Duration.ofSeconds(30));
    }

    private static SchemaVersion version(String text) {
        return SchemaVersion.of(text);
    }
}
