package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The history says of a repeatable migration that it went well before: that is not said of the time that failed. */
class RepeatableMigrationTest {
    private static final String FAILS = "INSERT INTO no_such_table VALUES (1)";
    private static final String[] CHANGED = {"CREATE TABLE b (id INT)", "INSERT INTO a VALUES (2)"};

    @TempDir
    Path folder;

    private Release failed(TestDatabase kind) {
        Release release = new Release(folder, kind)
                .with("V1__a.sql", "CREATE TABLE a (id INT)")
                .with("R__data.sql", "INSERT INTO a VALUES (1)");
        assertThat(release.migrate().exitCode()).isZero();
        release.with("R__data.sql", CHANGED[0], FAILS, CHANGED[1]);

        GuardRun run = release.migrate();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.err())
                .contains("R__data.sql failed in statement 2 of 3")
                .contains(
                        kind == TestDatabase.POSTGRESQL
                                ? "nothing of R__data.sql is in the database"
                                : "of R__data.sql statement 1 is done and committed, statement 2 had no effect");
        return release.with("R__data.sql", CHANGED);
    }

    @ParameterizedTest
    @EnumSource
    void aChangedOneThatFailedIsResumed(TestDatabase kind) {
        Release release = failed(kind);

        GuardRun resumed = kind == TestDatabase.POSTGRESQL ? release.migrate() : release.migrate("--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertApplied(release);
    }

    private static void assertApplied(Release release) {
        release.assertComplete();
        assertThat(release.history()).containsExactly("V1__a.sql ok", "R__data.sql ok", "R__data.sql ok");
        assertThat(release.database().column("SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
        assertThat(release.database().column("SELECT id FROM b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MARIADB", "H2"})
    void markedAsAppliedItHasARowMore(TestDatabase kind) {
        Release release = failed(kind);
        release.database().execute(CHANGED[1]);

        GuardRun marked = release.call("--mark-applied");

        assertThat(marked.exitCode()).as(marked.err()).isZero();
        assertApplied(release);
        assertThat(release.migrate().exitCode()).isZero();
    }
}
