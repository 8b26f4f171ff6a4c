package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Other runs, and other sessions that hold what a migration needs. */
class LocksTest {
    @TempDir
    Path folder;

    private Release release(TestDatabase kind) {
        Release release = new Release(folder, kind);
        release.database().execute("CREATE TABLE busy (id INT)");
        release.baseline();
        return release.with("V2__b.sql", "CREATE TABLE b (id INT)", "ALTER TABLE busy ADD name VARCHAR(10)");
    }

    private static void block(Statement statement) throws Exception {
        statement.getConnection().setAutoCommit(false);
        statement.execute("INSERT INTO busy (id) VALUES (1)");
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatWaitedTooLongForALockIsTriedAgain(TestDatabase kind) throws Exception {
        Release release = release(kind);
        try (Connection other = release.database().connect();
                Statement statement = other.createStatement();
                ForkedMigrate run = startBehind(release, statement)) {
            run.awaitThat(() -> run.output().contains("Retry 1 of 10"));
            other.rollback();

            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("Locks were not available");
        }
        release.assertComplete();
    }

    private static ForkedMigrate startBehind(Release release, Statement statement) throws Exception {
        block(statement);
        return ForkedMigrate.start(release, "--lock-timeout", "300ms");
    }

    @ParameterizedTest
    @EnumSource
    void whenTheRetriesAreUsedUpTheStateIsExplained(TestDatabase kind) throws Exception {
        Release release = release(kind);
        try (Connection other = release.database().connect();
                Statement statement = other.createStatement()) {
            block(statement);
            GuardRun run = release.migrate("--lock-retries", "1");

            assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
            assertThat(run.err())
                    .contains("Retry 1 of 1", "V2__b.sql failed in statement 2 of 2")
                    .contains(
                            kind == TestDatabase.POSTGRESQL
                                    ? "nothing of V2__b.sql is in the database"
                                    : "statement 1 is done and committed, statement 2 had no effect");
            other.rollback();
        }
        GuardRun resumed = kind == TestDatabase.POSTGRESQL ? release.migrate() : release.migrate("--resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        release.assertComplete();
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoAtOnceOneRefusesAndNamesTheOther(TestDatabase kind) throws Exception {
        Release release = release(kind);
        try (Connection other = release.database().connect();
                Statement statement = other.createStatement()) {
            block(statement);
            try (ForkedMigrate first = ForkedMigrate.start(release, "--lock-timeout", "20s")) {
                first.awaitThat(() -> first.output().contains("1/2 line 1"));

                GuardRun refused = release.migrate();

                assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
                assertThat(refused.err()).contains("process " + first.pid());
                Golden.assertSame("migrate-two-at-once.txt", release.masked(refused.err()));
                try (ForkedMigrate second = ForkedMigrate.start(release, "--wait", "60s")) {
                    second.awaitThat(() -> second.output().contains("Waiting for another run"));
                    other.rollback();
                    assertThat(first.exitCode()).as(first.output()).isZero();
                    assertThat(second.exitCode()).as(second.output()).isZero();
                    assertThat(second.output()).contains("Nothing was pending");
                }
            }
        }
        release.assertComplete();
    }

    @Test
    void anIndexIsBuiltConcurrentlyWithoutHangingOnFlywaysLock() {
        Release release = release(TestDatabase.POSTGRESQL)
                .with("V3__index.sql", "CREATE INDEX CONCURRENTLY busy_id ON busy (id)");

        GuardRun run = release.migrate();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("V3__index.sql: 1 statement, each by itself");
        release.assertComplete();
    }

    @Test
    void anInvalidIndexIsNamedWithItsDrop() {
        Release release = release(TestDatabase.POSTGRESQL);
        FreshDatabase database = release.database();
        database.execute("INSERT INTO busy VALUES (1), (1)");
        release.with("V3__index.sql", "CREATE UNIQUE INDEX CONCURRENTLY busy_id ON busy (id)");

        GuardRun failed = release.migrate();

        assertThat(failed.exitCode()).isEqualTo(4);
        Golden.assertSame(
                "migrate-invalid-index.txt", release.masked(failed.err()).replaceFirst("(?s)^.*guard:", "guard:"));
        assertThat(release.migrate("--resume").exitCode()).isEqualTo(4);
        database.execute("DROP INDEX CONCURRENTLY busy_id", "DELETE FROM busy");
        GuardRun resumed = release.migrate("--resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        release.assertComplete();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL", "MARIADB"})
    void aUserWhoMayOnlyReadIsTold(TestDatabase kind) {
        Release release = release(kind);
        GuardRun run = release.as(reader(release.database())).migrate();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("cannot be used: ", "\nWhat to do: ").doesNotContain("r secret");
        assertThat(release.tables()).doesNotContain("b", "guard_migration_run");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL", "MARIADB"})
    void aWrongPasswordIsTold(TestDatabase kind) {
        Release release = release(kind);
        FreshDatabase database = release.database();
        GuardRun run = release.as(new FreshDatabase(kind, database.url(), database.user(), "wrong one"))
                .migrate();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("cannot be used: ").doesNotContain("wrong one");
    }

    private static FreshDatabase reader(FreshDatabase database) {
        String name = "reader_" + Long.toString(System.nanoTime(), 36);
        if (database.kind() == TestDatabase.POSTGRESQL) {
            database.execute(
                    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                    "CREATE ROLE " + name + " LOGIN PASSWORD 'r secret'",
                    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + name);
        } else {
            database.execute(
                    "CREATE USER " + name + " IDENTIFIED BY 'r secret'",
                    "GRANT SELECT ON " + database.column("SELECT DATABASE()").get(0) + ".* TO " + name);
        }
        return new FreshDatabase(database.kind(), database.url(), name, "r secret");
    }
}
