package dev.startupguard.cli.script;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a migration cannot do in a script of pending migrations for sqlcmd; told before a line of the script is written. */
final class SqlServerPendingRefusals {
    private static final Pattern COUNT = Pattern.compile("^\\d+\\s*(\\R|$)");
    private static final Pattern NOT_EXECUTED =
            Pattern.compile("(?i)\\bSET\\s+(NOEXEC|PARSEONLY|FMTONLY|SHOWPLAN_\\w+)\\b");
    private static final Pattern BEGIN_OR_COMMIT =
            Pattern.compile("(?i)\\b(BEGIN\\s+(?:DISTRIBUTED\\s+)?TRAN(?:SACTION)?|COMMIT)\\b");

    private int openTransactions;

    private SqlServerPendingRefusals() {}

    static void check(List<PendingMigration> migrations) throws IOException {
        for (PendingMigration migration : migrations) {
            SqlServerPendingRefusals refusals = new SqlServerPendingRefusals();
            migration.forEachStatement(statement -> refusals.check(migration, statement));
        }
    }

    private void check(PendingMigration migration, SqlStatementText batch) {
        @Nullable String reason = reason(migration, batch.sql());
        if (reason != null) {
            throw CliFailure.finding(
                    migration.script() + ", line " + batch.line() + ": " + reason + ".",
                    "batches that sqlcmd and Flyway execute alike.",
                    "write the batch in another way, or run Flyway itself.");
        }
    }

    private @Nullable String reason(PendingMigration migration, String batch) {
        if (COUNT.matcher(FirstWords.behindComments(batch)).find()) {
            return "GO has a count, which Flyway sends to the server as a part of the next batch";
        }
        @Nullable String sql = SqlServerRefusals.outsideOfModules(batch);
        if (sql == null) {
            return null;
        }
        Matcher notExecuted = NOT_EXECUTED.matcher(sql);
        if (notExecuted.find()) {
            return "SET " + notExecuted.group(1) + " is how the script stops after an error";
        }
        if (migration.isTransactional() && commitsTooMuch(sql)) {
            return "it commits a transaction that it did not begin, which is that of the migration";
        }
        @Nullable String asText = SqlcmdText.isPassedOn(batch) ? null : SqlServerRefusals.lastingBeyondText(sql);
        return asText == null
                ? null
                : "sqlcmd would take a part of it for its own ($(…), or a line that begins with a colon, GO, EXIT, …), so that it"
                        + " is executed as a text; and " + asText + " there";
    }

    private boolean commitsTooMuch(String sql) {
        for (Matcher each = BEGIN_OR_COMMIT.matcher(sql); each.find(); ) {
            openTransactions += each.group(1).toUpperCase(Locale.ROOT).equals("COMMIT") ? -1 : 1;
            if (openTransactions < 0) {
                return true;
            }
        }
        return false;
    }
}
