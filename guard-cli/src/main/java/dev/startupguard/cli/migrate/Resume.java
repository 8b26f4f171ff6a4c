package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import dev.startupguard.cli.flyway.StatementCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on in a migration that was left half-done.
 *
 * @param done how many statements are passed over
 * @param known how many of them the journal knows to be done; the others are passed over on a person's word
 */
record Resume(String script, int done, int known) {

    boolean isDone(String migration, int ordinal) {
        return script.equals(migration) && ordinal <= done;
    }

    String why(int ordinal) {
        return ordinal <= known ? "done before" : "passed over on your word";
    }

    /** What is done must be in the file as it was: otherwise the schema would not be what the file says. */
    void requireUnchanged(PendingMigration migration, List<JournaledStatement> journal) {
        try (StatementCursor statements = migration.statements()) {
            for (int ordinal = 1; ordinal <= done; ordinal++) {
                SqlStatementText text = statements.next();
                JournaledStatement before = find(journal, ordinal);
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

    private @Nullable JournaledStatement find(List<JournaledStatement> journal, int ordinal) {
        JournaledStatement found = null;
        for (JournaledStatement each : journal) {
            if (each.script().equals(script) && each.ordinal() == ordinal) {
                found = each;
            }
        }
        return found;
    }
}
