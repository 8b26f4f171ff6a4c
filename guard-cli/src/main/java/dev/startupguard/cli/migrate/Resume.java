package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import dev.startupguard.cli.flyway.StatementCursor;
import dev.startupguard.cli.migrate.JournaledStatement.Durability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on in a migration that was left half-done.
 *
 * @param done how many statements are passed over
 * @param known how many of them the journal has as done; the others are passed over on a person's word
 * @param journal the statements of the run that is resumed
 */
record Resume(String script, int done, int known, List<JournaledStatement> journal) {

    Resume {
        journal = List.copyOf(journal);
    }

    boolean isDone(String migration, int ordinal) {
        return script.equals(migration) && ordinal <= done;
    }

    /** What the journal is to say of a statement that is passed over: a word stays a word, however often the run is resumed. */
    Durability durability(int ordinal) {
        JournaledStatement before = find(ordinal);
        boolean isSaid = ordinal > known || before != null && before.durability() == Durability.ON_WORD;
        return isSaid ? Durability.ON_WORD : Durability.COMMITTED;
    }

    String why(int ordinal) {
        return ordinal > known
                ? "passed over on your word"
                : durability(ordinal) == Durability.ON_WORD ? "passed over on the word given before" : "done before";
    }

    /** What is done must be in the file as it was: otherwise the schema would not be what the file says. */
    void requireUnchanged(PendingMigration migration) {
        try (StatementCursor statements = migration.statements()) {
            for (int ordinal = 1; ordinal <= done; ordinal++) {
                SqlStatementText text = statements.next();
                JournaledStatement before = find(ordinal);
                if (text == null
                        || before != null && !before.checksum().equals(StatementSummary.checksum(text.sql()))) {
                    throw CliFailure.finding(
                            "Statement " + ordinal + " of " + script + " is done, and it is not in the file as it was"
                                    + (before == null ? "." : ": " + before.summary() + "."),
                            "the statements that are done, unchanged, and corrections only behind them.",
                            "put it back as it was; or undo what is done by hand, run guard migrate --mark-rolled-back,"
                                    + " and guard migrate then.");
                }
            }
        }
    }

    /** What the statements that are not passed over use of a session that has ended, and that cannot be made again. */
    List<String> missing(PendingMigration migration) {
        SessionTrace trace = new SessionTrace();
        try (StatementCursor statements = migration.statements()) {
            int ordinal = 0;
            for (SqlStatementText text = statements.next(); text != null; text = statements.next()) {
                ordinal++;
                if (ordinal <= done) {
                    trace.pass(text.sql(), ordinal);
                } else {
                    trace.rest(text.sql());
                }
            }
        }
        return trace.missing();
    }

    private @Nullable JournaledStatement find(int ordinal) {
        JournaledStatement found = null;
        for (JournaledStatement each : journal) {
            if (each.script().equals(script) && each.ordinal() == ordinal) {
                found = each;
            }
        }
        return found;
    }
}
