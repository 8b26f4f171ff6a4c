package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What check and script say about a database in which a run did not end: the journal knows more than Flyway's history. */
class OtherCommandsTest {
    private static final String FAILS = "INSERT INTO no_such_table VALUES (1)";

    @TempDir
    Path folder;

    private Release release(TestDatabase kind) {
        Release release = new Release(folder, kind)
                .with("V1__a.sql", "CREATE TABLE a (id INT)")
                .with("V2__b.sql", "CREATE TABLE b (id INT)", FAILS);
        if (kind == TestDatabase.POSTGRESQL) {
            release.with("V2__b.sql.conf", "executeInTransaction=false");
        }
        return release;
    }

    @ParameterizedTest
    @EnumSource
    void afterAFailedRunTheySendBackToIt(TestDatabase kind) {
        Release release = release(kind);
        assertThat(release.migrate().exitCode()).isEqualTo(4);

        GuardRun check = release.command("check");
        GuardRun script = release.command("script");

        assertThat(List.of(check.exitCode(), script.exitCode())).containsExactly(1, 1);
        Golden.assertSame("check-after-failed-run.txt", release.masked(check.out()));
        Golden.assertSame("script-after-failed-run.txt", release.masked(script.err()));
        assertThat(release.command("check", "--format", "json").out())
                .contains("What to do: run guard migrate")
                .doesNotContain("run Flyway's repair");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void withoutAJournalTheAdviceIsFlyways(TestDatabase kind) {
        Release release = release(kind);
        release.flywayFails();

        GuardRun script = release.command("script");

        assertThat(release.command("check").out()).contains("run Flyway's repair, and migrate again.");
        assertThat(script.exitCode()).isEqualTo(1);
        assertThat(script.err())
                .contains("to fix the schema history.\nExpected: ", "repair the history with flyway repair")
                .doesNotContain("guard migrate");
    }

    @Test
    void aFailureOfFlywayAfterARunThatWasResolvedIsNotTheRuns() {
        Release release = release(TestDatabase.H2);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        release.database().execute("DROP TABLE b");
        assertThat(release.call("--mark-rolled-back").exitCode()).isZero();
        release.flywayFails();

        assertThat(release.command("check").out()).contains("run Flyway's repair");
        assertThat(release.command("script").err()).contains("repair the history with flyway repair");
    }

    @Test
    void afterARunThatWentWellTheyDoTheirWork() {
        Release release = release(TestDatabase.H2).with("V2__b.sql", "CREATE TABLE b (id INT)");
        assertThat(release.migrate().exitCode()).isZero();
        release.with("V3__c.sql", "CREATE TABLE c (id INT)");

        assertThat(release.command("check").out()).endsWith("3. Run the migrations of this build.\n");
        assertThat(release.command("script").exitCode()).isZero();
    }

    @Test
    void aRunThatWasRolledBackStandsInNobodysWay() {
        Release release = new Release(folder, TestDatabase.POSTGRESQL).with("V1__a.sql", FAILS);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        release.with("V1__a.sql", "CREATE TABLE a (id INT)");

        assertThat(release.command("check").out()).doesNotContain("guard migrate");
        assertThat(release.command("script").exitCode()).isZero();
    }
}
