package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a deadlock the server has rolled back the whole transaction, not the statement alone: nothing of it may be passed over. Public for H2, which calls a
 * method of it.
 */
public class DeadlockTest {
    private static final String BLOCKED_ON_H2 =
            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";
    private static final String BLOCKED_ON_MARIADB =
            "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%mine%'";

    private static final CountDownLatch MIGRATION_HOLDS_ITS_ROW = new CountDownLatch(1);

    @TempDir
    Path folder;

    private Release release(TestDatabase kind, String... wait) {
        Release release = new Release(folder, kind);
        release.database()
                .execute(
                        "CREATE TABLE busy (id INT PRIMARY KEY, name VARCHAR(10))",
                        "INSERT INTO busy VALUES (1, 'one'), (2, 'two')",
                        "CREATE TABLE source (id INT)",
                        "INSERT INTO source VALUES (1), (2)");
        release.baseline();
        String between = wait.length == 0 ? "SELECT 1" : wait[0];
        return release.with(
                "V2__b.sql",
                "CREATE TABLE b (id INT)",
                "INSERT INTO b SELECT id FROM source",
                "UPDATE busy SET name = 'mine' WHERE id = 1",
                between,
                "UPDATE busy SET name = 'mine' WHERE id = 2",
                "INSERT INTO b VALUES (3)");
    }

    private static void assertEachRowIsThereOnce(Release release) {
        release.assertComplete();
        assertThat(release.database().column("SELECT id FROM b ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(release.database().column("SELECT name FROM busy ORDER BY id"))
                .containsExactly("mine", "mine");
    }

    @Test
    void onMariaDbWhatWasOpenIsSentAgain() throws Exception {
        Release release = release(TestDatabase.MARIADB);
        FreshDatabase database = release.database();
        database.execute("CREATE TABLE heavy (id INT)");
        try (Connection connection = database.connect();
                Statement other = connection.createStatement()) {
            connection.setAutoCommit(false);
            other.execute("UPDATE busy SET name = 'theirs' WHERE id = 2");
            // InnoDB rolls back the transaction that has changed less.
            other.execute("INSERT INTO heavy SELECT 1 FROM information_schema.columns LIMIT 1000");
            CompletableFuture<Void> behind = CompletableFuture.runAsync(() -> {
                await(database, BLOCKED_ON_MARIADB);
                execute(other, "UPDATE busy SET name = 'theirs' WHERE id = 1");
                rollback(connection);
            });

            GuardRun failed = release.call("--no-backup", "--lock-timeout", "20s", "--lock-retries", "0");

            assertThat(failed.exitCode()).as(failed.err()).isEqualTo(4);
            behind.get(60, TimeUnit.SECONDS);
            assertThat(failed.err())
                    .contains("failed in statement 5 of 6", "Deadlock found")
                    .contains("statement 1 is done and committed, statements 2 to 4 are rolled back");
        }
        GuardRun resumed = release.migrate("--resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertEachRowIsThereOnce(release);
    }

    @Test
    void onH2WhatWasOpenIsSentAgain() throws Exception {
        Release release = release(TestDatabase.H2, "SELECT await_blocked()");
        FreshDatabase database = release.database();
        database.execute("CREATE ALIAS await_blocked FOR '" + DeadlockTest.class.getName() + ".awaitBlocked'");
        CountDownLatch isHeld = new CountDownLatch(1);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SET LOCK_TIMEOUT 30000");
                statement.execute("UPDATE busy SET name = 'theirs' WHERE id = 2");
                isHeld.countDown();
                MIGRATION_HOLDS_ITS_ROW.await(30, TimeUnit.SECONDS);
                statement.execute("UPDATE busy SET name = 'theirs' WHERE id = 1");
                connection.rollback();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(isHeld.await(30, TimeUnit.SECONDS)).isTrue();

        GuardRun failed = release.call("--no-backup", "--lock-timeout", "20s", "--lock-retries", "0");

        assertThat(failed.exitCode()).as(failed.err()).isEqualTo(4);
        assertThat(failed.err())
                .contains("failed in statement 5 of 6", "Deadlock")
                .contains("statement 1 is done and committed, statements 2 to 4 are rolled back");
        other.get(60, TimeUnit.SECONDS);
        release.with(
                "V2__b.sql",
                "CREATE TABLE b (id INT)",
                "INSERT INTO b SELECT id FROM source",
                "UPDATE busy SET name = 'mine'",
                "INSERT INTO b VALUES (3)");
        GuardRun resumed = release.migrate("--resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertEachRowIsThereOnce(release);
    }

    /** Called by a migration on H2, whose engine is in this process: ends when another session waits for the migration's row. */
    public static boolean awaitBlocked(Connection connection) {
        MIGRATION_HOLDS_ITS_ROW.countDown();
        await(connection, BLOCKED_ON_H2);
        return true;
    }

    private static void await(FreshDatabase database, String count) {
        try (Connection connection = database.connect()) {
            await(connection, count);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Connection connection, String count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        try (Statement statement = connection.createStatement()) {
            while (System.nanoTime() < end) {
                try (ResultSet row = statement.executeQuery(count)) {
                    if (row.next() && row.getInt(1) > 0) {
                        return;
                    }
                }
                // InnoDB renews what it tells of transactions only when nobody has asked for a tenth of a second.
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("Nobody is seen by: " + count);
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
