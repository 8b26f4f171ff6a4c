package dev.startupguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitAndFloorTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d[ T][0-9:.+-]*[0-9]";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theFloorRisesAndNeverFalls(TestDatabase kind) {
        FreshDatabase database = kind.create();
        GuardRun.Calls guard = new GuardRun.Calls(folder);

        assertThat(guard.on(database, "floor", "show").exitCode()).isEqualTo(1);
        assertThat(guard.on(database, "init").out())
                .isEqualTo("The guard's tables are at version 1 of guard_schema_history.\n");
        assertThat(guard.on(database, "init").out()).isEqualTo("The guard's tables are up to date.\n");
        assertThat(guard.on(database, "floor", "show").out()).startsWith("There is no floor");
        Flyway.configure()
                .dataSource(database.dataSource())
                .baselineVersion("2.3")
                .load()
                .baseline();

        GuardRun raised = guard.on(
                database, "floor", "raise", "2.3", "--reason", "O'Hara's name is dropped", "--by", "release 9");
        assertThat(raised.exitCode()).as(raised.err()).isZero();
        GuardRun lower = guard.on(database, "floor", "raise", "2.2", "--reason", "back");
        GuardRun same = guard.on(database, "floor", "raise", "2.3.0", "--reason", "again");

        assertThat(lower.exitCode()).isEqualTo(1);
        assertThat(same.exitCode()).isEqualTo(1);
        Golden.assertSame("floor-lower.txt", lower.err());
        Golden.assertSame(
                "floor-show.txt", guard.on(database, "floor", "show").out().replaceAll(TIME, "TIME"));
        Golden.assertSame(
                "floor-show.json",
                guard.on(database, "floor", "show", "--format", "json").out().replaceAll(TIME, "TIME"));
        assertThat(database.column("SELECT COUNT(*) FROM guard_schema_floor")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource
    void aBuildBelowTheRaisedFloorIsRefusedByTheCheck(TestDatabase kind) {
        FreshDatabase database = kind.create();
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        Builds.plain(folder.resolve("app.jar"), "db/migration/V1__x.sql", "CREATE TABLE x (id INT);");
        guard.on(database, "init");
        guard.on(database, "floor", "raise", "2", "--reason", "x is gone", "--force");
        Flyway.configure()
                .dataSource(database.dataSource())
                .baselineOnMigrate(true)
                .load()
                .migrate();

        GuardRun run = guard.on(database, "check", "--jar", "app.jar");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("BelowFloor", "x is gone");
    }

    @ParameterizedTest
    @EnumSource
    void theTablesMayComeFirstAndInitSaysWhatThatMeansForFlywayItself(TestDatabase kind) {
        FreshDatabase database = kind.create();
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        Builds.plain(folder.resolve("app.jar"), "db/migration/V1__x.sql", "CREATE TABLE x (id INT);");

        assertThat(guard.on(database, "init").err()).contains("flyway.baselineVersion=0");
        GuardRun migrate = guard.on(database, "migrate", "--jar", "app.jar", "--no-backup");

        assertThat(migrate.exitCode()).as(migrate.err()).isZero();
        assertThat(database.column("SELECT COUNT(*) FROM x")).containsExactly("0");
        assertThat(guard.on(database, "init").err()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFloorAboveTheDatabaseNeedsForce(TestDatabase kind) {
        FreshDatabase database = kind.create();
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        Builds.plain(folder.resolve("app.jar"), "db/migration/V1.5__x.sql", "CREATE TABLE x (id INT);");
        guard.on(database, "migrate", "--jar", "app.jar", "--no-backup");

        GuardRun above = guard.on(database, "floor", "raise", "9", "--reason", "typo");
        assertThat(above.exitCode()).as(above.err()).isEqualTo(1);
        assertThat(above.err()).contains("9", "1.5", "--force");
        assertThat(database.column("SELECT COUNT(*) FROM guard_schema_floor")).containsExactly("0");
        assertThat(guard.on(database, "floor", "raise", "1.5", "--reason", "r").exitCode())
                .isZero();
        assertThat(guard.on(database, "floor", "raise", "9", "--reason", "r", "--force")
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFloorWithoutAHistoryToCompareItWithNeedsForce(TestDatabase kind) {
        FreshDatabase database = kind.create();
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        Builds.plain(folder.resolve("app.jar"), "db/migration/V2.3__x.sql", "CREATE TABLE x (id INT);");
        guard.on(database, "migrate", "--jar", "app.jar", "--no-backup", "--table", "shop_history");

        GuardRun forgotten = guard.on(database, "floor", "raise", "23", "--reason", "typo");
        assertThat(forgotten.exitCode()).as(forgotten.err()).isEqualTo(1);
        assertThat(forgotten.err()).contains("23", "'flyway_schema_history' in ", "--table", "--force");
        GuardRun above = guard.on(database, "floor", "raise", "23", "--reason", "typo", "--table", "shop_history");
        assertThat(above.err()).contains("the database has schema version 2.3");
        assertThat(database.column("SELECT COUNT(*) FROM guard_schema_floor")).containsExactly("0");
        assertThat(guard.on(database, "floor", "raise", "2.3", "--reason", "r", "--force")
                        .exitCode())
                .isZero();
    }

    @Test
    void aReasonIsRequiredAndTheVersionMustBeOne() {
        FreshDatabase database = TestDatabase.H2.create();
        GuardRun.Calls guard = new GuardRun.Calls(folder);

        assertThat(guard.on(database, "floor", "raise", "3").exitCode()).isEqualTo(2);
        GuardRun blank = guard.on(database, "floor", "raise", "3", "--reason", " ");
        assertThat(blank.exitCode()).isEqualTo(2);
        assertThat(blank.err()).contains("--reason is empty");
        assertThat(guard.on(database, "floor", "raise", "next", "--reason", "r").err())
                .contains("Not a schema version: 'next'");
    }

    @Test
    void aDatabaseThatTheToolDoesNotKnowIsRefusedWithoutItsPassword() {
        GuardRun run = new GuardRun.Calls(folder).run("init", "--url", "jdbc:sqlserver://db;password=geheim");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("jdbc:sqlserver://db").doesNotContain("geheim");
    }
}
