package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration that fails at any statement is explained, and the ways out that are offered lead to the end. */
class FailedMigrationTest {
    private static final String FAILS = "INSERT INTO no_such_table VALUES (1)";
    private static final List<String> STATEMENTS = List.of(
            "INSERT INTO a VALUES (2)",
            "CREATE TABLE b (id INT)",
            "INSERT INTO b VALUES (1)",
            "UPDATE a SET id = 3 WHERE id = 2");

    @TempDir
    Path folder;

    private enum Shape {
        POSTGRESQL(TestDatabase.POSTGRESQL, false),
        POSTGRESQL_WITHOUT_TRANSACTION(TestDatabase.POSTGRESQL, true),
        MARIADB(TestDatabase.MARIADB, false),
        H2(TestDatabase.H2, false);

        private final TestDatabase kind;
        private final boolean withoutTransaction;

        Shape(TestDatabase kind, boolean withoutTransaction) {
            this.kind = kind;
            this.withoutTransaction = withoutTransaction;
        }
    }

    static Stream<Arguments> everyStatementOfEveryShape() {
        return Stream.of(Shape.values())
                .flatMap(shape -> IntStream.range(0, STATEMENTS.size() + 1).mapToObj(at -> Arguments.of(shape, at)));
    }

    private Release release(Shape shape) {
        Release release = new Release(folder, shape.kind)
                .with("V1__a.sql", "CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)")
                .with("V3__c.sql", "CREATE TABLE c (id INT)");
        if (shape.withoutTransaction) {
            release.with("V2__b.sql.conf", "executeInTransaction=false");
        }
        return release;
    }

    private static Release failingBefore(Release release, int statement) {
        List<String> statements = new ArrayList<>(STATEMENTS);
        statements.add(statement, FAILS);
        return release.with("V2__b.sql", statements.toArray(String[]::new));
    }

    private static Release corrected(Release release) {
        return release.with("V2__b.sql", STATEMENTS.toArray(String[]::new));
    }

    private static void assertAllIsApplied(Release release) {
        release.assertComplete();
        assertThat(release.history()).containsExactly("V1__a.sql ok", "V2__b.sql ok", "V3__c.sql ok");
        assertThat(release.database().column("SELECT id FROM a ORDER BY id")).containsExactly("1", "3");
        assertThat(release.database().column("SELECT id FROM b")).containsExactly("1");
    }

    @ParameterizedTest
    @MethodSource("everyStatementOfEveryShape")
    void aFailureIsExplainedAndResumed(Shape shape, int at) {
        Release release = failingBefore(release(shape), at);

        GuardRun failed = release.migrate();

        assertThat(failed.exitCode()).as(failed.err()).isEqualTo(4);
        assertThat(failed.err())
                .contains("V2__b.sql failed in statement " + (at + 1) + " of 5 in line " + (at + 1))
                .contains("Applied before it in that run: V1__a.sql.");
        corrected(release);
        boolean transactional = shape == Shape.POSTGRESQL;
        if (!transactional && at == 3) {
            GuardRun told = release.migrate();
            assertThat(told.exitCode()).isEqualTo(4);
            assertThat(told.err()
                            .lines()
                            .filter(line -> line.startsWith("State: "))
                            .toList())
                    .isEqualTo(failed.err()
                            .lines()
                            .filter(line -> line.startsWith("State: "))
                            .toList());
        }
        GuardRun resumed = transactional ? release.migrate() : release.migrate("--resume");
        assertThat(resumed.exitCode()).as(failed.err() + resumed.err()).isZero();
        assertAllIsApplied(release);
    }

    @ParameterizedTest
    @EnumSource
    void theExplanationSaysWhatIsDoneAndWhatToDo(Shape shape) {
        Release release = failingBefore(release(shape), 3);

        GuardRun failed = release.call(
                "--backup-command",
                "echo saved > backup.sql",
                "--backup-file",
                "backup.sql",
                "--restore-command",
                "restore backup.sql",
                "--format",
                "json");

        String name = shape.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        Golden.assertSame("migrate-failed-" + name + ".txt", release.masked(failed.err()));
        Golden.assertSame("migrate-failed-" + name + ".json", release.masked(failed.out()));
    }

    @ParameterizedTest
    @CsvSource({"MARIADB", "H2"})
    void whatWasDoneByHandIsRecorded(TestDatabase kind) {
        Release release = failingBefore(release(Shape.valueOf(kind.name())), 3);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        corrected(release);
        assertThat(release.migrate("--format", "json").out())
                .contains("\"state\" : \"HALF_DONE\"", "\"resumesAt\" : 3");

        // By hand: what the explanation says is missing.
        release.database().execute("INSERT INTO b VALUES (1)", "UPDATE a SET id = 3 WHERE id = 2");
        GuardRun marked = release.call("--mark-applied");

        assertThat(marked.exitCode()).as(marked.err()).isZero();
        assertThat(marked.out()).isEqualTo("V2__b.sql is marked as applied.\n");
        assertThat(release.migrate().exitCode()).isZero();
        assertAllIsApplied(release);
    }

    @ParameterizedTest
    @CsvSource({"MARIADB", "H2"})
    void whatWasUndoneByHandIsAppliedOnceMore(TestDatabase kind) {
        Release release = failingBefore(release(Shape.valueOf(kind.name())), 3);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        corrected(release);

        release.database().execute("DROP TABLE b", "DELETE FROM a WHERE id = 2");
        GuardRun marked = release.call("--mark-rolled-back", "--format", "json");

        assertThat(marked.out())
                .isEqualTo("{\n  \"outcome\" : \"marked as rolled back\",\n  \"script\" : \"V2__b.sql\"\n}\n");
        assertThat(release.history()).containsExactly("V1__a.sql ok");
        assertThat(release.migrate().exitCode()).isZero();
        assertAllIsApplied(release);
    }

    @Test
    void whatIsDoneMustBeInTheFileAsItWas() {
        Release release = failingBefore(release(Shape.H2), 3);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        List<String> other = new ArrayList<>(STATEMENTS);
        other.set(1, "CREATE TABLE b (id BIGINT)");
        release.with("V2__b.sql", other.toArray(String[]::new));

        GuardRun refused = release.migrate("--resume");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Statement 2 of V2__b.sql is done, and it is not in the file as it was");
        corrected(release);
        assertThat(release.migrate("--resume").exitCode()).isZero();
        assertAllIsApplied(release);
    }

    @Test
    void aNumberDoesNotCountAgainstWhatTheJournalKnows() {
        Release release = failingBefore(release(Shape.H2), 3);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        corrected(release);

        for (String other : List.of("--resume=2", "--resume=4", "--resume=5")) {
            GuardRun refused = release.migrate(other);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains(other + " is given, and the journal knows that V2__b.sql goes on with statement 3.");
        }
        GuardRun resumed = release.migrate("--resume=3");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("  2/4 line 2: done before  CREATE TABLE b");
        assertAllIsApplied(release);
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL", mode = EnumSource.Mode.EXCLUDE)
    void aDryRunExplainsAsARunDoes(Shape shape) {
        Release release = failingBefore(release(shape), 3);
        assertThat(release.migrate().exitCode()).isEqualTo(4);
        GuardRun told = release.migrate("--format", "json");

        GuardRun dry = release.call("--dry-run", "--format", "json");

        assertThat(dry.exitCode()).isEqualTo(4);
        assertThat(dry.err()).isEqualTo(told.err());
        assertThat(dry.out()).isEqualTo(told.out());
    }

    @Test
    void aDryRunExplainsWhatOnlyTheHistoryTells() {
        Release release = failingBefore(release(Shape.H2), 2);
        release.flywayFails();

        GuardRun dry = release.call("--dry-run");

        assertThat(dry.exitCode()).isEqualTo(4);
        Golden.assertSame("migrate-not-journaled.txt", release.masked(dry.err()));
        assertThat(release.tables()).doesNotContain("guard_migration_run");
    }

    @Test
    void aNumberBeyondTheFileIsToldFromAnotherFile() {
        Release release = failingBefore(release(Shape.H2), 2);
        release.flywayFails();
        corrected(release);

        GuardRun beyond = release.migrate("--resume=9");

        assertThat(beyond.exitCode()).isEqualTo(1);
        assertThat(beyond.err())
                .contains("V2__b.sql has 4 statements, and the run is to go on with statement 9.")
                .contains("correct the number of --resume; 5 means that all are done.");
        assertThat(release.history()).endsWith("V2__b.sql failed");
        assertThat(release.migrate().exitCode()).isEqualTo(4);
    }

    @Test
    void aFailureThatTheJournalDoesNotKnowIsSaidToBeUnknown() {
        Release release = failingBefore(release(Shape.H2), 2);
        release.flywayFails();

        GuardRun told = release.migrate();
        assertThat(told.exitCode()).isEqualTo(4);
        Golden.assertSame("migrate-not-journaled.txt", release.masked(told.err()));
        assertThat(release.migrate("--resume").exitCode()).isEqualTo(4);
        corrected(release);
        GuardRun resumed = release.migrate("--resume=3");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("  2/4 line 2: passed over on your word  CREATE TABLE b");
        assertAllIsApplied(release);
    }

    @Test
    void thereIsNothingToRecoverAfterARunThatWentWell() {
        Release release = corrected(release(Shape.H2));
        assertThat(release.migrate().exitCode()).isZero();

        for (String option : List.of("--resume", "--mark-applied", "--mark-rolled-back")) {
            GuardRun run = option.equals("--resume") ? release.migrate(option) : release.call(option);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("No earlier run has left anything to decide about");
        }
        assertThat(release.call("--mark-applied", "--mark-rolled-back").exitCode())
                .isEqualTo(2);
    }
}
