package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.schema.SchemaVerdict.Compatible;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What newer releases leave in the history must not stop an old build, though Flyway itself refuses most of it. */
class NewerHistoryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aFutureMigrationIsApplied(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release.of(folder, "1", "2", "3").migrate(database);
        assertFits(database, "3", "Migrations newer than this build are applied: 3.");
    }

    @ParameterizedTest
    @EnumSource
    void aFutureMigrationFailedHalfWay(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release.of(folder, "1", "2").withFailing("V3__half.sql", "half").migrateAndFail(database);
        assertFits(database, "2", "Migrations newer than this build failed: 3.");
    }

    @ParameterizedTest
    @EnumSource
    void twoFutureMigrationsFailed(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release.of(folder, "1", "2").withFailing("V3__half.sql", "half").migrateAndFail(database);
        Release second = Release.of(folder, "1", "2").withFailing("V2.5__half.sql", "half2");
        Release.migrateAndFail(second.flyway(database).outOfOrder(true));
        assertFits(database, "2", "Migrations newer than this build failed: 2.5, 3.");
    }

    @ParameterizedTest
    @EnumSource
    void aNewRepeatableIsApplied(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        oldRelease().with("R__new_view.sql", view("new_view", 1)).migrate(database);
        assertFits(database, "2", "Repeatable migrations are applied that this build does not bundle: new view.");
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatableChanged(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        oldRelease().migrate(database);
        oldRelease().with("R__old_view.sql", view("old_view", 2)).migrate(database);
        assertFits(database, "2");
    }

    @ParameterizedTest
    @EnumSource
    void aChangedRepeatableFailed(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        oldRelease().migrate(database);
        oldRelease().withFailing("R__old_view.sql", "half").migrateAndFail(database);
        assertFits(database, "2", "Repeatable migrations failed: old view.");
    }

    @ParameterizedTest
    @EnumSource
    void aVersionBelowTheOldBuildsHighestCameOutOfOrder(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        oldRelease().migrate(database);
        Release newer = Release.of(folder, "1", "1.5", "2").with("R__old_view.sql", view("old_view", 1));
        newer.flyway(database).outOfOrder(true).load().migrate();
        assertFits(
                database,
                "2",
                "Migrations below this build's schema version are applied that it does not bundle: 1.5.");
    }

    private void assertFits(FreshDatabase database, String version, String... notes) throws IOException {
        boolean hasView = !database.column(
                        "SELECT 1 FROM information_schema.tables WHERE LOWER(table_name) = 'old_view'"
                                + (database.kind() == TestDatabase.MARIADB ? " AND table_schema = DATABASE()" : ""))
                .isEmpty();
        Release old = hasView ? oldRelease() : Release.of(folder, "1", "2");
        assertThat(old.check(database))
                .isEqualTo(new Compatible(SchemaVersion.of(version), SchemaVersion.of("2"), null, List.of(notes)));
    }

    private Release oldRelease() throws IOException {
        return Release.of(folder, "1", "2").with("R__old_view.sql", view("old_view", 1));
    }

    private static String view(String name, int column) {
        return "CREATE OR REPLACE VIEW " + name + " AS SELECT " + column + " AS one";
    }
}
