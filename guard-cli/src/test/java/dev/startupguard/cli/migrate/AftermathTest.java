package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.flyway.HistoryRow;
import dev.startupguard.cli.migrate.Aftermath.Kind;
import dev.startupguard.cli.migrate.JournaledStatement.Durability;
import dev.startupguard.cli.migrate.JournaledStatement.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the journal and the history mean together, also at the moments that no test can hit by killing a process. */
class AftermathTest {

    /** A migration of four statements; each letter is one: transaction, committed, open, failed (what was open is committed, or gone, or nobody knows), begun, word. */
    @ParameterizedTest
    @CsvSource({
        // In PostgreSQL's transaction the history alone decides.
        "tt,    none,   true,  ROLLED_BACK,  0",
        "tttt,  none,   true,  ROLLED_BACK,  0",
        "tttt,  ok,     true,  COMPLETE,     4",
        // Elsewhere what is open goes, and what is committed stays.
        "co,    none,   true,  HALF_DONE,    1",
        "oo,    none,   true,  HALF_DONE,    0",
        "cob,   none,   true,  UNKNOWN,      1",
        "b,     none,   true,  UNKNOWN,      0",
        "cof,   failed, true,  HALF_DONE,    2",
        "coF,   failed, true,  HALF_DONE,    1",
        "f,     failed, true,  HALF_DONE,    0",
        "cou,   failed, true,  UNKNOWN,      1",
        "cu,    failed, false, UNKNOWN,      1",
        "cocc,  none,   true,  NOT_RECORDED, 4",
        "cooo,  none,   true,  HALF_DONE,    1",
        // H2 commits data before the row: what is open after the last statement may have been committed.
        "cooo,  none,   false, UNKNOWN,      1",
        "coo,   none,   false, HALF_DONE,    1",
        "cccc,  none,   false, NOT_RECORDED, 4",
        "cccc,  ok,     false, COMPLETE,     4",
        // What a person has said counts as done.
        "cwwf,  failed, true,  HALF_DONE,    3",
        "cwwb,  none,   true,  UNKNOWN,      3",
        "cwww,  none,   true,  NOT_RECORDED, 4",
        // A repeatable migration that went well before.
        "cb,    before-failed, true, UNKNOWN,   1",
        "cb,    before,    true,  UNKNOWN,      1",
        "tt,    before,    true,  ROLLED_BACK,  0",
        "cooo,  before,    true,  HALF_DONE,    1",
        "cooo,  before-ok, true,  COMPLETE,     4",
    })
    void journalAndHistoryTellTheState(
            String letters, String history, boolean rowCommitsWithData, Kind kind, int done) {
        Aftermath aftermath = Aftermath.of(journal(letters), history(history), rowCommitsWithData)
                .orElseThrow();

        assertThat(aftermath.kind()).isEqualTo(kind);
        assertThat(aftermath.done()).isEqualTo(done);
    }

    @Test
    void aWordCanBeTakenBackAndWhatWasSeenCannot() {
        Aftermath aftermath = Aftermath.of(journal("cwwf"), List.of(), true).orElseThrow();
        assertThat(aftermath.onWord()).containsExactly(2, 3);
        assertThat(aftermath.earliest()).isEqualTo(2);

        assertThat(Aftermath.of(journal("wccf"), List.of(), true).orElseThrow().earliest())
                .isEqualTo(4);
        assertThat(Aftermath.of(journal("wwwf"), List.of(), true).orElseThrow().earliest())
                .isEqualTo(1);
    }

    @Test
    void ofSeveralAttemptsTheLastCounts() {
        List<JournaledStatement> twice = new ArrayList<>(journal("cccf"));
        twice.addAll(journal("cb"));

        assertThat(Aftermath.of(twice, List.of(), true).orElseThrow().done()).isEqualTo(1);
        assertThat(Aftermath.of(List.of(), List.of(), true)).isEmpty();
    }

    @Test
    void aStatementIsReadFromTheJournalAsItWasWritten() {
        for (JournaledStatement each : journal("tcofFubw")) {
            assertThat(JournaledStatement.read(
                            each.script(), each.version(), each.state().name(), each.detail()))
                    .isEqualTo(each);
        }
    }

    @Test
    void aRowFromBeforeRanksWereJournaledIsReadAsWell() {
        JournaledStatement read = JournaledStatement.read(
                "V1__a.sql", "1", "SUCCEEDED", "statement 1 of 4, line 1, checksum 0a1b, committed: SELECT 1");
        assertThat(read.rank()).isZero();
        assertThat(read.line()).isEqualTo(1);
    }

    @Test
    void aSummaryHasNoTextsAndNoComments() {
        assertThat(StatementSummary.of(
                        "-- Password: x\n/* 'y' */ CREATE USER\n  u IDENTIFIED BY 'ge''heim' REQUIRE SSL"))
                .isEqualTo("CREATE USER u IDENTIFIED BY '…' REQUIRE SSL");
        assertThat(StatementSummary.of("INSERT INTO t VALUES (2, 'two')")).isEqualTo("INSERT INTO t VALUES (2, '…')");
        assertThat(StatementSummary.of("INSERT INTO t VALUES ('" + "x".repeat(9000)))
                .isEqualTo("INSERT INTO t VALUES ('…'");
        assertThat(StatementSummary.of("INSERT INTO t VALUES ('" + "''".repeat(9000)))
                .isEqualTo("INSERT INTO t VALUES ('…'");
        assertThat(StatementSummary.of("CREATE USER u IDENTIFIED BY \"geheim\""))
                .isEqualTo("CREATE USER u IDENTIFIED BY '…'");
        assertThat(StatementSummary.of("SELECT " + "x".repeat(200))).hasSize(80).endsWith("…");
    }

    private static List<JournaledStatement> journal(String letters) {
        List<JournaledStatement> journal = new ArrayList<>();
        for (char letter : letters.toCharArray()) {
            journal.add(statement(journal.size() + 1, letter));
        }
        return journal;
    }

    private static JournaledStatement statement(int ordinal, char letter) {
        @Nullable String error = "fFu".indexOf(letter) >= 0 ? "no such: table" : null;
        State state = letter == 'b' ? State.STARTED : error == null ? State.SUCCEEDED : State.FAILED;
        Durability durability = switch (letter) {
            case 't' -> Durability.IN_TRANSACTION;
            case 'c', 'f' -> Durability.COMMITTED;
            case 'o', 'F' -> Durability.OPEN;
            case 'w' -> Durability.ON_WORD;
            default -> Durability.UNDECIDED;
        };
        return new JournaledStatement(
                "V1__a.sql", "1", state, ordinal, 4, 2, ordinal, "0a1b", durability, "INSERT: x", error);
    }

    private static List<HistoryRow> history(String text) {
        HistoryRow before = new HistoryRow(1, "1", "V1__a.sql", true);
        HistoryRow ok = new HistoryRow(2, "1", "V1__a.sql", true);
        HistoryRow failed = new HistoryRow(2, "1", "V1__a.sql", false);
        return switch (text) {
            case "ok" -> List.of(ok);
            case "failed" -> List.of(failed);
            case "before-failed" -> List.of(before, failed);
            case "before" -> List.of(before);
            case "before-ok" -> List.of(before, ok);
            default -> List.of();
        };
    }
}
