package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is passed over because a person has said so is journaled as said, not as seen. */
class OperatorsWordTest {
    private static final String[] STATEMENTS = {
        "CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)"
    };

    @TempDir
    Path folder;

    private Release release;

    @BeforeEach
    void flywayFailedInTheLastStatement() {
        release = new Release(folder, TestDatabase.H2)
                .with("V1__a.sql", STATEMENTS[0], STATEMENTS[1], "INSERT INTO no_such_table VALUES (1)");
        release.flywayFails();
    }

    private List<String> journal() {
        return release
                .database()
                .column(
                        "SELECT detail FROM guard_migration_run WHERE statement_number > 0 AND run_id <> 'lock' ORDER BY id")
                .stream()
                .map(detail -> detail.replaceFirst("(statement \\d).*, ([^:]+): .*", "$1 $2")
                        .replaceFirst("(?s)\n.*", ""))
                .toList();
    }

    @Test
    void itIsSaidInTheJournalAndInTheExplanation() {
        GuardRun failed = release.migrate("--resume=3", "--format", "json");

        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(failed.err())
                .contains(
                        "of V1__a.sql statements 1 to 2 are done and committed (of these 1, 2 on the operator's word)")
                .contains("guard migrate --resume=1, if that statement is not done after all.");
        assertThat(failed.out()).contains("\"statementsOnWord\" : [\n", "\"resumesAt\" : 3");
        assertThat(journal())
                .containsExactly(
                        "statement 1 passed over on the operator's word",
                        "statement 2 passed over on the operator's word",
                        "statement 3 committed");
    }

    @Test
    void itStaysAWordHoweverOftenTheRunIsResumed() {
        release.migrate("--resume=3");
        release.with("V1__a.sql", STATEMENTS);

        GuardRun resumed = release.migrate("--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("  2/3 line 2: passed over on the word given before  INSERT INTO a");
        assertThat(journal().subList(3, 6))
                .containsExactly(
                        "statement 1 passed over on the operator's word",
                        "statement 2 passed over on the operator's word",
                        "statement 3 committed");
    }

    @Test
    void itCanBeTakenBack() {
        release.migrate("--resume=3");
        release.with("V1__a.sql", STATEMENTS);
        release.database().execute("DROP TABLE a");

        assertThat(release.migrate("--resume=4").exitCode()).isEqualTo(2);
        GuardRun resumed = release.migrate("--resume=1");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(release.database().column("SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void itIsSaidAlsoWhereNothingIsLeftToBeDone() {
        release.with("V1__a.sql", STATEMENTS);
        release.database().execute(STATEMENTS[2]);

        GuardRun resumed = release.migrate("--resume=4");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(release.history()).containsExactly("V1__a.sql ok");
        assertThat(journal()).hasSize(3).allMatch(each -> each.endsWith(" passed over on the operator's word"));
        assertThat(release.migrate().exitCode()).isZero();
    }
}
