package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrateTest {
    @TempDir
    Path folder;

    private Release release(TestDatabase kind) {
        return new Release(folder, kind)
                .with("V1__a.sql", "CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)")
                .with(
                        "V2__b.sql",
                        "-- the second\nCREATE TABLE b (text VARCHAR(20))",
                        "INSERT INTO b VALUES ('secret')")
                .with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT * FROM a");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPendingIsAppliedAndTheHistoryIsFlyways(TestDatabase kind) {
        Release release = release(kind);

        GuardRun run =
                release.call("--backup-command", "echo saved > backup.sql; echo done", "--backup-file", "backup.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
        Golden.assertSame("migrate-applied.txt", release.masked(run.out()));
        String transactional = kind == TestDatabase.POSTGRESQL ? "-postgresql" : "";
        Golden.assertSame("migrate-progress" + transactional + ".txt", release.masked(run.err()));
        assertThat(release.history()).containsExactly("V1__a.sql ok", "V2__b.sql ok", "R__view.sql ok");
        release.assertComplete();
        assertThat(release.database().column("SELECT state FROM guard_migration_run WHERE run_id <> 'lock'"))
                .containsOnly("SUCCEEDED")
                .hasSize(6);
        assertThat(release.database().column("SELECT detail FROM guard_migration_run"))
                .noneMatch(detail -> detail.contains("secret"));

        GuardRun again = release.migrate("--format", "json");
        assertThat(again.exitCode()).isZero();
        Golden.assertSame("migrate-nothing-pending.json", release.masked(again.out()));
    }

    @Test
    void theAnswerIsJsonForPrograms() {
        Release release = release(TestDatabase.H2);

        GuardRun run = release.call(
                "--backup-command", "echo saved > backup.sql", "--backup-file", "backup.sql", "--format", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        Golden.assertSame("migrate-applied.json", release.masked(run.out()));
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunShowsThePlanAndChangesNothing(TestDatabase kind) {
        Release release = release(kind);

        GuardRun text = release.call("--dry-run");
        GuardRun json = release.call("--dry-run", "--format", "json");

        assertThat(text.exitCode()).as(text.err()).isZero();
        String transactional = kind == TestDatabase.POSTGRESQL ? "-postgresql" : "";
        Golden.assertSame("migrate-plan" + transactional + ".txt", release.masked(text.out()));
        Golden.assertSame("migrate-plan" + transactional + ".json", release.masked(json.out()));
        assertThat(release.tables()).isEmpty();
    }

    /** The files that scripts are tested with: every kind of statement is journaled and counted as Flyway counts it. */
    @ParameterizedTest
    @EnumSource
    void whateverFlywayRunsIsRun(TestDatabase kind) {
        Release release = new Release(folder, kind);
        Path corpus = Path.of("src/test/resources/corpus", kind.name().toLowerCase(Locale.ROOT));

        GuardRun run = release.call(
                "--no-backup",
                "--locations",
                "filesystem:" + corpus.toAbsolutePath(),
                "--placeholder",
                "prefix=placed",
                "--placeholder",
                "value=a value");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(release.history()).hasSizeGreaterThan(14).allMatch(row -> row.endsWith(" ok"));
    }

    @Test
    void whatLintCallsBreakingNeedsContract() {
        Release release = new Release(folder, TestDatabase.H2);
        release.database().execute("CREATE TABLE a (id INT)");
        release.baseline();
        release.with("V2__drop.sql", "DROP TABLE a");

        GuardRun refused = release.migrate();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "\nV2__drop.sql:1: error: drop-table: ",
                        "; needs --contract\n",
                        "Expected: --contract for these");
        GuardRun json = release.migrate("--format", "json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out())
                .startsWith("{\n  \"outcome\" : \"refused\",\n  \"exitCode\" : 1,\n  \"reason\" : \"The plan has ");
        assertThat(release.tables()).contains("a");
        assertThat(release.migrate("--contract").exitCode()).isZero();
        assertThat(release.tables()).doesNotContain("a");
    }

    @Test
    void sqlCallbacksRunAsWithFlyway() {
        Release release = release(TestDatabase.H2).with("afterMigrate.sql", "INSERT INTO a VALUES (99)");

        GuardRun run = release.migrate();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(release.database().column("SELECT id FROM a ORDER BY id")).containsExactly("1", "99");
    }

    @Test
    void theBarIsForTerminals() {
        Release release = release(TestDatabase.H2);

        GuardRun run = release.migrate("--progress", "bar");

        assertThat(run.err()).contains("\r\u001b[K[....................] 1/2 V1__a.sql line 1, ", "1/2 line 1: ");
    }
}
