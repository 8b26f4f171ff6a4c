package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} while a statement waits for a lock, which is where a run stands still. */
class KilledRunTest {
    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE c (id INT)",
            "INSERT INTO c VALUES (1)",
            "ALTER TABLE busy ADD name VARCHAR(10)",
            "INSERT INTO c VALUES (2)");

    @TempDir
    Path folder;

    private Release release(TestDatabase kind) {
        Release release = new Release(folder, kind);
        release.database().execute("CREATE TABLE busy (id INT)", "CREATE TABLE a (id INT)");
        release.baseline();
        return release.with("V2__b.sql", "CREATE TABLE b (id INT)")
                .with("V3__c.sql", STATEMENTS.toArray(String[]::new))
                .with("V4__d.sql", "CREATE TABLE d (id INT)");
    }

    /** Kills the run in the third statement of V3, and lets go of the lock only after the next run has been refused. */
    private GuardRun killedInTheThirdStatement(Release release) throws Exception {
        try (Connection other = release.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO busy (id) VALUES (1)");
            try (ForkedMigrate run = ForkedMigrate.start(release, "--lock-timeout", "10m")) {
                run.awaitThat(() -> isWaiting(release));
                run.kill();
            }
            GuardRun early = release.migrate();
            other.rollback();
            return early;
        }
    }

    private static boolean isWaiting(Release release) {
        FreshDatabase database = release.database();
        if (!release.tables().contains("guard_migration_run")) {
            return false;
        }
        boolean sent = database.column("SELECT detail FROM guard_migration_run WHERE state = 'STARTED'").stream()
                .anyMatch(detail -> detail.startsWith("statement 3 of 4"));
        return sent
                && switch (database.kind()) {
                    case POSTGRESQL ->
                        !database.column("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                                .isEmpty();
                    case MARIADB ->
                        !database.column("SELECT 1 FROM information_schema.processlist"
                                        + " WHERE state LIKE 'Waiting for table metadata lock'")
                                .isEmpty();
                    case H2 -> true;
                };
    }

    /** What a person looks at: MariaDB ends what it executes for a dead client, or carries on, as it happens to notice. */
    private static int statementsDone(Release release) throws SQLException {
        try (Connection connection = release.database().connect();
                Statement statement = connection.createStatement();
                ResultSet busy = statement.executeQuery("SELECT * FROM busy")) {
            boolean altered = busy.getMetaData().getColumnCount() == 2;
            boolean inserted = !release.database().column("SELECT id FROM c").isEmpty();
            return altered ? 3 : inserted ? 2 : 1;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void theNextRunSeesThatTheServerStillWorksAndThenSaysWhatHappened(TestDatabase kind) throws Exception {
        Release release = release(kind);

        GuardRun early = killedInTheThirdStatement(release);

        assertThat(early.exitCode()).as(early.err()).isEqualTo(4);
        assertThat(early.err())
                .contains("The database still executes what guard migrate of ", "V3__c.sql, statement 3 of 4 in line 3")
                .contains(kind == TestDatabase.POSTGRESQL ? "SELECT pg_terminate_backend(" : "KILL ");
        GuardRun told = release.migrate("--wait", "60s");
        assertThat(told.exitCode()).as(told.err()).isEqualTo(4);
        String name = "migrate-killed-" + kind.name().toLowerCase(Locale.ROOT) + ".txt";
        Golden.assertSame(name, release.masked(told.err()).replaceFirst("(?s)^.*guard:", "guard:"));
        assertOthersSendBack(release);

        GuardRun resumed = release.migrate(
                kind == TestDatabase.POSTGRESQL ? "--resume" : "--resume=" + (statementsDone(release) + 1));
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertIsComplete(release);
    }

    /** A killed run leaves no row in the history, so that Flyway would apply all of it once more. */
    private static void assertOthersSendBack(Release release) {
        GuardRun script = release.command("script");
        assertThat(script.exitCode()).isEqualTo(1);
        Golden.assertSame("script-after-killed-run.txt", release.masked(script.err()));
        Golden.assertSame(
                "check-after-killed-run.txt",
                release.masked(release.command("check").out()));
    }

    @ParameterizedTest
    @CsvSource({"MARIADB, true", "MARIADB, false", "H2, false"})
    void whatTheServerMayHaveDoneIsForAPersonToSee(TestDatabase kind, boolean byMark) throws Exception {
        Release release = release(kind);
        killedInTheThirdStatement(release);
        release.migrate("--wait", "60s");

        GuardRun unsaid = release.migrate("--resume");
        assertThat(unsaid.exitCode()).isEqualTo(4);
        assertThat(unsaid.err())
                .contains("whether statements 2 to 3 took effect is not known", "--resume=4 if all did");
        if (byMark) {
            for (String statement : STATEMENTS.subList(statementsDone(release), STATEMENTS.size())) {
                release.database().execute(statement);
            }
            assertThat(release.call("--mark-applied").exitCode()).isZero();
        } else {
            release.database().execute("DROP TABLE c", "ALTER TABLE busy DROP COLUMN IF EXISTS name");
            assertThat(release.call("--mark-rolled-back").exitCode()).isZero();
        }
        GuardRun next = release.migrate();
        assertThat(next.exitCode()).as(next.err()).isZero();
        assertIsComplete(release);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIndexThatWasBeingBuiltIsCompletedByTheServerOrNamedWithItsDrop(boolean ended) throws Exception {
        Release release = new Release(folder, TestDatabase.POSTGRESQL);
        FreshDatabase database = release.database();
        database.execute("CREATE TABLE busy (id INT)");
        release.baseline();
        release.with("V2__index.sql", "CREATE INDEX CONCURRENTLY busy_id ON busy (id)");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO busy (id) VALUES (1)");
            try (ForkedMigrate run = ForkedMigrate.start(release, "--lock-timeout", "200ms")) {
                run.awaitThat(() -> !database.column("SELECT 1 FROM pg_index WHERE NOT indisvalid")
                        .isEmpty());
                run.kill();
            }
            GuardRun early = release.migrate();
            assertThat(early.err()).contains("The database still executes");
            if (ended) {
                database.execute(early.err().replaceFirst("(?s)^.*end it with: (SELECT [^.]*)\\..*$", "$1"));
            } else {
                other.rollback();
            }
            GuardRun told = release.migrate("--wait", "60s");
            assertThat(told.exitCode()).isEqualTo(4);
            if (ended) {
                assertThat(told.err()).contains("first run: DROP INDEX CONCURRENTLY busy_id");
                other.rollback();
                database.execute("DROP INDEX CONCURRENTLY busy_id");
            } else {
                assertThat(told.err())
                        .contains("whether statement 1 took effect is not known")
                        .doesNotContain("DROP");
            }
        }
        GuardRun resumed = release.migrate(ended ? "--resume=1" : "--resume=2");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        release.assertComplete();
        assertThat(database.column("SELECT indisvalid FROM pg_index WHERE indexrelid = 'busy_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void aRunThatIsKilledInItsBackupLeavesNothingToDecide() throws Exception {
        Release release = release(TestDatabase.POSTGRESQL);
        try (ForkedMigrate run = ForkedMigrate.startWithBackup(release, "echo begun; exec sleep 600")) {
            run.awaitThat(() -> run.output().contains("  begun"));
            run.kill();
        }

        GuardRun next = release.migrate();
        assertThat(next.exitCode()).as(next.err()).isZero();
        assertIsComplete(release);
    }

    /** Only the history tells of this failure: without its row, the next run would begin at the beginning. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "H2"})
    void aResumedRunThatIsKilledInItsBackupLeavesTheFailedRow(TestDatabase kind) throws Exception {
        Release release = new Release(folder, kind)
                .with("V1__a.sql", "CREATE TABLE a (id INT)", "INSERT INTO no_such_table VALUES (1)");
        release.flywayFails();
        release.with("V1__a.sql", "CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)");
        try (ForkedMigrate run = ForkedMigrate.startWithBackup(release, "echo begun; exec sleep 600", "--resume=2")) {
            run.awaitThat(() -> run.output().contains("  begun"));
            assertThat(release.history()).containsExactly("V1__a.sql failed");
            run.kill();
        }

        assertThat(release.history()).containsExactly("V1__a.sql failed");
        GuardRun told = release.migrate();
        assertThat(told.exitCode()).isEqualTo(4);
        assertThat(told.err()).contains("Flyway's history says that V1__a.sql failed");
        assertThat(release.migrate("--resume=2").exitCode()).isZero();
        assertThat(release.history()).containsExactly("V1__a.sql ok");
    }

    @Test
    void connectionsThatAreLostInTheMiddleAreNoMystery() {
        String others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()";
        for (String loss : List.of(others, "SELECT pg_terminate_backend(pg_backend_pid())")) {
            Release release = new Release(folder, TestDatabase.POSTGRESQL)
                    .with("V1__a.sql", "CREATE TABLE a (id INT)", loss, "INSERT INTO a VALUES (1)");

            GuardRun lost = release.migrate();

            assertThat(lost.exitCode()).as(lost.err()).isEqualTo(4);
            release.with("V1__a.sql", "CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)");
            GuardRun next = release.migrate("--wait", "60s");
            if (next.exitCode() != 0) {
                assertThat(next.err())
                        .contains("its transaction was rolled back; nothing of V1__a.sql is in the database");
                next = release.migrate("--resume");
            }
            assertThat(next.exitCode()).as(lost.err() + next.err()).isZero();
            assertThat(release.history()).containsExactly("V1__a.sql ok");
        }
    }

    private static void assertIsComplete(Release release) {
        release.assertComplete();
        assertThat(release.history().subList(1, 4)).containsExactly("V2__b.sql ok", "V3__c.sql ok", "V4__d.sql ok");
        assertThat(release.database().column("SELECT id FROM c ORDER BY id")).containsExactly("1", "2");
        assertThat(release.database().column("SELECT name FROM busy")).isEmpty();
    }
}
