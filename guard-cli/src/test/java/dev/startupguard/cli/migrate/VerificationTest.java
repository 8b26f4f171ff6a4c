package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run says of the schema when it has applied what it was to apply. */
class VerificationTest {
    @TempDir
    Path folder;

    private Release release(TestDatabase kind) {
        return new Release(folder, kind)
                .with("V1__a.sql", "CREATE TABLE a (id INT, name VARCHAR(10))")
                .with(
                        "V2__raise.sql",
                        "INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('3', 'drops a.name', 'V3')")
                .with("V3__drop.sql", "ALTER TABLE a DROP COLUMN name");
    }

    @ParameterizedTest
    @EnumSource
    void theFloorIsRaisedInOneRunAndTheRestAppliedInAnother(TestDatabase kind) {
        Release release = release(kind).set("FLYWAY_TARGET", "2");

        GuardRun raised = release.migrate();

        assertThat(raised.exitCode()).as(raised.out() + raised.err()).isZero();
        assertThat(raised.out())
                .startsWith("Applied to ")
                .contains(
                        "Flyway's validation: ok\nVerdict for this build as far as version 2, by flyway.target: Compatible\n");
        assertThat(release.history()).containsExactly("V1__a.sql ok", "V2__raise.sql ok");
        GuardRun rest = release.set("FLYWAY_TARGET", "latest").migrate("--contract");
        assertThat(rest.exitCode()).as(rest.out() + rest.err()).isZero();
        assertThat(rest.out()).contains("Verdict for this build: Compatible");
        release.assertComplete();
    }

    @Test
    void oneMigrationARun() {
        Release release = release(TestDatabase.H2).set("FLYWAY_TARGET", "next");
        for (String version : new String[] {"1", "2", "3"}) {
            GuardRun run = release.migrate("--contract", "--format", "json");
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).contains("\"outcome\" : \"applied\"", "\"verifiedUpTo\" : \"" + version + "\"");
        }
        release.assertComplete();
    }

    @Test
    void whatIsAppliedAndNotVerifiedIsNotCalledRefused() {
        Release release = new Release(folder, TestDatabase.H2)
                .with(
                        "V1__raise.sql",
                        "INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('9', 'too high', 'V1')");

        GuardRun json = release.migrate("--format", "json");
        GuardRun again = release.migrate();

        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out()).contains("\"outcome\" : \"applied, not verified\"", "\"verdict\" : \"BelowFloor\"");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).startsWith("Nothing was pending in ").contains(", and not verified, see below.\n");
        // Nothing is left of it that would have to be resumed.
        assertThat(release.database().column("SELECT state FROM guard_migration_run WHERE statement_number = 0"))
                .containsOnly("SUCCEEDED");
    }

    @Test
    void theTextSaysThatAllIsApplied() {
        Release release = new Release(folder, TestDatabase.H2)
                .with(
                        "V1__raise.sql",
                        "INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('9', 'too high', 'V1')");

        GuardRun run = release.migrate();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("Applied to ")
                .contains(", and not verified, see below:\n  V1__raise.sql, 1 statement")
                .contains("Verdict for this build: BelowFloor");
    }
}
