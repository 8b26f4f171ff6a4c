package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two modules with histories of their own in one schema, and with one journal: neither is asked about the other's run. */
class TwoHistoriesTest {
    private static final String FAILS = "INSERT INTO no_such_table VALUES (1)";

    @TempDir
    Path folder;

    @TempDir
    Path otherFolder;

    private Release release;
    private Release other;

    private void releases(TestDatabase kind) {
        release = new Release(folder, kind);
        release.database().execute("CREATE TABLE busy (id INT)");
        release.baseline();
        other = new Release(otherFolder, release.database());
        Flyway.configure()
                .dataSource(release.database().dataSource())
                .table("other_history")
                .baselineVersion("0")
                .load()
                .baseline();
        other.with("V1__c.sql", "CREATE TABLE c (id INT)");
    }

    private GuardRun migrateOther() {
        return other.migrate("--table", "other_history");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsItsOwnModules(TestDatabase kind) {
        releases(kind);
        String[] mended = {"CREATE TABLE b (id INT)", "INSERT INTO b VALUES (1)", "INSERT INTO b VALUES (2)"};
        release.with("V2__b.sql", mended[0], mended[1], FAILS);
        if (kind == TestDatabase.POSTGRESQL) {
            release.with("V2__b.sql.conf", "executeInTransaction=false");
        }
        assertThat(release.migrate().exitCode()).isEqualTo(4);

        GuardRun apart = migrateOther();

        assertThat(apart.exitCode()).as(apart.err()).isZero();
        assertThat(other.command("check", "--table", "other_history").out()).doesNotContain("guard migrate");
        assertThat(release.command("check").out()).contains("run guard migrate");
        assertThat(release.migrate().err()).contains("V2__b.sql failed in statement 3 of 3");
        release.with("V2__b.sql", mended);
        GuardRun resumed = release.migrate("--resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(release.database().column("SELECT id FROM b ORDER BY id")).containsExactly("1", "2");
        assertThat(release.database()
                        .column("SELECT DISTINCT script FROM guard_migration_run WHERE statement_number = 0"))
                .containsExactlyInAnyOrder("guard migrate", "guard migrate on other_history");
    }

    @Test
    void bothMayRunAtTheSameTime() throws Exception {
        releases(TestDatabase.H2);
        release.with("V2__b.sql", "CREATE TABLE b (id INT)", "ALTER TABLE busy ADD name VARCHAR(10)");
        try (Connection connection = release.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO busy (id) VALUES (1)");
            try (ForkedMigrate first = ForkedMigrate.start(release, "--lock-timeout", "20s")) {
                first.awaitThat(() -> first.output().contains("1/2 line 1"));

                GuardRun run = migrateOther();

                assertThat(run.exitCode()).as(run.err()).isZero();
                connection.rollback();
                assertThat(first.exitCode()).as(first.output()).isZero();
            }
        }
    }
}
