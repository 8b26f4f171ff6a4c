package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A resumed run and a retry have another session than the statements that they pass over. */
class ResumedSessionTest {
    private static final String FAILS = "INSERT INTO no_such_table VALUES (1)";

    @TempDir
    Path folder;

    private static String[] in(TestDatabase kind, String fails) {
        return switch (kind) {
            case H2 ->
                new String[] {
                    "CREATE SCHEMA other",
                    "CREATE TABLE other.a (at TIMESTAMP)",
                    "SET SCHEMA other",
                    "SET TIME ZONE '+09:00'",
                    "CREATE TABLE b (id INT)",
                    fails,
                    "INSERT INTO a VALUES (TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00')"
                };
            case MARIADB ->
                new String[] {
                    "SET time_zone = '+09:00'",
                    "SET @text = '2026-01-01'",
                    "CREATE TABLE a (at TIMESTAMP)",
                    "CREATE TABLE b (id INT)",
                    fails,
                    "INSERT INTO a VALUES (CONCAT(@text, ' 09:00:00'))"
                };
            case POSTGRESQL ->
                new String[] {
                    "CREATE SCHEMA other",
                    "CREATE TABLE other.a (at TIMESTAMP)",
                    "SET search_path = other",
                    "SET TIME ZONE 'Asia/Tokyo'",
                    "CREATE TABLE b (id INT)",
                    fails,
                    "INSERT INTO a VALUES ('2026-01-01 00:00:00+00'::timestamptz)"
                };
        };
    }

    @ParameterizedTest
    @CsvSource({
        "H2, SELECT at FROM other.a, 2026-01-01 09:00:00",
        "POSTGRESQL, SELECT at FROM other.a, 2026-01-01 09:00:00",
        "MARIADB, SELECT CONVERT_TZ(at; @@time_zone; '+00:00') FROM a, 2026-01-01 00:00:00"
    })
    void settingsAreMadeAgainAfterAFailure(TestDatabase kind, String query, String time) {
        Release release = new Release(folder, kind).with("V1__a.sql", in(kind, FAILS));
        if (kind == TestDatabase.POSTGRESQL) {
            release.with("V1__a.sql.conf", "executeInTransaction=false");
        }
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        release.with("V1__a.sql", in(kind, "SELECT 1"));

        GuardRun resumed = release.migrate("--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("done before, set again for this session  SET ");
        assertThat(release.database().column(query.replace(';', ','))).containsExactly(time);
        release.assertComplete();
    }

    @Test
    void aSettingThatFailsAgainTakesNothingAwayFromWhatIsDone() {
        String[] mended = {
            "CREATE SCHEMA other", "SET SCHEMA other", "SET SCHEMA public", "CREATE TABLE b (id INT)", "SELECT 1"
        };
        String[] failing = mended.clone();
        failing[4] = FAILS;
        Release release = new Release(folder, TestDatabase.H2).with("V1__a.sql", failing);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        release.with("V1__a.sql", mended).database().execute("DROP SCHEMA other");

        GuardRun stopped = release.migrate("--resume");

        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(4);
        assertThat(stopped.err()).contains("Schema \"OTHER\" not found");
        assertThat(release.migrate().err()).contains("State: of V1__a.sql statements 1 to 4 are done and committed");
        release.database().execute("CREATE SCHEMA other");
        GuardRun resumed = release.migrate("--resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        release.assertComplete();
    }

    private Release behindAnotherSession(String... beginning) {
        Release release = new Release(folder, TestDatabase.MARIADB);
        release.database().execute("CREATE TABLE busy (id INT)", "CREATE TABLE a (id INT, zone VARCHAR(10))");
        release.baseline();
        return release.with(
                "V2__b.sql",
                beginning[0],
                "CREATE TABLE b (id INT)",
                "ALTER TABLE busy ADD name VARCHAR(10)",
                "INSERT INTO a VALUES (" + beginning[1] + ", @@time_zone)");
    }

    @Test
    void settingsAreMadeAgainWhenALockWasNotAvailable() throws Exception {
        Release release = behindAnotherSession("SET time_zone = '+09:00', @x = 7", "@x");
        try (Connection other = release.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO busy (id) VALUES (1)");
            try (ForkedMigrate run = ForkedMigrate.start(release, "--lock-timeout", "1s")) {
                run.awaitThat(() -> run.output().contains("Retry 1 of 10"));
                other.rollback();
                assertThat(run.exitCode()).as(run.output()).isZero();
            }
        }
        assertThat(release.database().column("SELECT CONCAT(id, zone) FROM a")).containsExactly("7+09:00");
    }

    @Test
    void withAValueThatCannotBeMadeAgainNothingIsRetriedAndResumeSaysWhy() throws Exception {
        Release release = behindAnotherSession("SET @x = (SELECT COUNT(*) FROM a)", "@x");
        try (Connection other = release.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO busy (id) VALUES (1)");

            GuardRun failed = release.migrate();

            assertThat(failed.exitCode()).isEqualTo(4);
            assertThat(failed.err())
                    .contains("not tried again, for another session lacks @x of statement 1.")
                    .doesNotContain("Retry 1");
            other.rollback();
        }
        GuardRun refused = release.migrate("--resume");
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err())
                .contains("used from statement 3 of V2__b.sql on: @x of statement 1.", "or --resume=3 if it is right");
        release.with(
                "V2__b.sql",
                "SET @x = (SELECT COUNT(*) FROM a)",
                "CREATE TABLE b (id INT)",
                "ALTER TABLE busy ADD name VARCHAR(10)",
                "SET @x = 5",
                "INSERT INTO a VALUES (@x, @@time_zone)");
        GuardRun resumed = release.migrate("--resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(release.database().column("SELECT id FROM a")).containsExactly("5");
    }
}
