package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.HistoryRow;
import dev.startupguard.cli.migrate.JournaledStatement.Durability;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a migration that did not end as it should, told from the journal and Flyway's history.
 *
 * @param kind what the database's state is
 * @param script the migration
 * @param done how many of its statements, from the first, are done and committed for certain
 * @param onWord those of them that nobody has seen committed, and that a person has said to be done
 * @param last the last statement that was sent, or null if the journal does not know the migration
 */
record Aftermath(
        Kind kind,
        String script,
        int done,
        List<Integer> onWord,
        @Nullable JournaledStatement last) {

    Aftermath {
        onWord = List.copyOf(onWord);
    }

    enum Kind {
        /** The history has its row: nothing is missing. */
        COMPLETE,
        /** Its transaction is gone: nothing of it is in the database. */
        ROLLED_BACK,
        /** The first statements are done, perhaps none of them, and the others are not. */
        HALF_DONE,
        /** Nobody has told whether the last statement took effect, and those that were to be committed with it. */
        UNKNOWN,
        /** All statements are done, and the history lacks the row. */
        NOT_RECORDED,
        /** The history says that it failed, and the journal does not know it. */
        NOT_JOURNALED
    }

    private static final List<Integer> NO_WORD = List.of();

    /** Only Flyway's history tells of the failure. */
    static Aftermath notJournaled(String script) {
        return new Aftermath(Kind.NOT_JOURNALED, script, 0, NO_WORD, null);
    }

    private Aftermath with(List<Integer> words) {
        return new Aftermath(kind, script, done, words, last);
    }

    /** The migration that a run worked on last; empty if it sent no statement. */
    static Optional<Aftermath> of(List<JournaledStatement> run, List<HistoryRow> history, boolean rowCommitsWithData) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        List<JournaledStatement> attempt = lastAttempt(run);
        JournaledStatement last = attempt.get(attempt.size() - 1);
        int committed = 0;
        for (JournaledStatement each : attempt) {
            if (each.isDone()) {
                committed = each.ordinal();
            }
        }
        List<Integer> onWord = attempt.stream()
                .filter(each -> each.durability() == Durability.ON_WORD)
                .map(JournaledStatement::ordinal)
                .toList();
        return Optional.of(of(last, committed, history, rowCommitsWithData).with(onWord));
    }

    private static Aftermath of(
            JournaledStatement last, int committed, List<HistoryRow> history, boolean rowCommitsWithData) {
        String script = last.script();
        // A repeatable migration has a row of each time before that it was applied.
        if (history.stream()
                .anyMatch(row -> row.script().equals(script) && row.success() && row.rank() >= last.rank())) {
            return new Aftermath(Kind.COMPLETE, script, last.total(), NO_WORD, last);
        }
        if (last.durability() == Durability.IN_TRANSACTION) {
            return new Aftermath(Kind.ROLLED_BACK, script, 0, NO_WORD, last);
        }
        return switch (last.state()) {
            case STARTED -> new Aftermath(Kind.UNKNOWN, script, committed, NO_WORD, last);
            case FAILED -> {
                if (last.durability() == Durability.UNDECIDED) {
                    yield new Aftermath(Kind.UNKNOWN, script, committed, NO_WORD, last);
                }
                int done = last.durability() == Durability.COMMITTED ? last.ordinal() - 1 : committed;
                yield new Aftermath(Kind.HALF_DONE, script, done, NO_WORD, last);
            }
            case SUCCEEDED -> succeeded(last, committed, rowCommitsWithData);
        };
    }

    private static Aftermath succeeded(JournaledStatement last, int committed, boolean rowCommitsWithData) {
        String script = last.script();
        if (committed == last.total()) {
            return new Aftermath(Kind.NOT_RECORDED, script, committed, NO_WORD, last);
        }
        if (last.ordinal() == last.total() && !rowCommitsWithData) {
            return new Aftermath(Kind.UNKNOWN, script, committed, NO_WORD, last);
        }
        return new Aftermath(Kind.HALF_DONE, script, committed, NO_WORD, last);
    }

    /** A migration may have been tried several times in a run; each time began with its first statement. */
    private static List<JournaledStatement> lastAttempt(List<JournaledStatement> run) {
        int begin = run.size() - 1;
        while (begin > 0 && run.get(begin).ordinal() != 1) {
            begin--;
        }
        return run.subList(begin, run.size());
    }

    /** Whether the database is in a state that Flyway could have left by itself, with no statement half-way. */
    boolean isClean() {
        return kind == Kind.COMPLETE || kind == Kind.ROLLED_BACK;
    }

    /** Whether the journal knows with which statement to go on. */
    boolean isResumable() {
        return kind != Kind.UNKNOWN && kind != Kind.NOT_JOURNALED;
    }

    /** The first statement with which a run can go on: a person may take back a word, and not what was seen. */
    int earliest() {
        int first = done + 1;
        while (onWord.contains(first - 1)) {
            first--;
        }
        return first;
    }
}
