package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlServerSession;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import java.util.Objects;

/**
 * For sqlcmd: the batches as Flyway would send them, and a line behind each that looks whether it failed. From then on nothing is
 * executed ({@code NOEXEC}), also where a client goes on. What guards have to know about each other is in the session's
 * context: {@code guard_ok} says whether all migrations so far are complete.
 */
final class SqlServerDialect implements Dialect {
    private static final Spelling SPELLING = Spelling.SQLSERVER;
    private static final String OK = "COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0)";
    private static final String TIME =
            "DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME())";

    /** On these the stop at an error depends, and a migration may have changed them. */
    private static final String OWN_OPTIONS = "SET XACT_ABORT ON;\nSET IMPLICIT_TRANSACTIONS OFF;\n";

    private final SqlServerHistory history;
    private final SqlServerSession session;
    private boolean inTransaction;

    SqlServerDialect(MigrationPlan plan) {
        this.history = new SqlServerHistory(plan);
        this.session = Objects.requireNonNull(plan.sqlServer());
    }

    @Override
    public String howToRun(String file) {
        String database = session.database().matches("\\w+") ? session.database() : "DATABASE";
        return "sqlcmd -S SERVER -d " + database + " -b -I -f 65001 -i " + file;
    }

    @Override
    public void refuse(MigrationPlan plan) throws IOException {
        SqlServerPendingRefusals.check(plan.migrations());
    }

    @Override
    public void begin(MigrationPlan plan, boolean raisesFloor, Writer script) throws IOException {
        script.write(":on error exit\n");
        for (String option : SqlServerRefusals.AS_IN_THE_SCRIPT) {
            script.write("SET " + option + ";\n");
        }
        script.write("SET NOCOUNT ON;\nGO\n\n");
        script.write("-- Flyway's lock, held until the session ends, and the state that this script was made for.\n");
        script.write("EXEC sp_set_session_context N'guard_ok', 0;\n");
        // Another client fails at the first line of this file, and then has not set XACT_ABORT either.
        stopUnless("@@OPTIONS & 16384 <> 0", "this file is for sqlcmd, nothing was changed", script);
        stopUnless(
                "N'\u00c4\u20ac' = NCHAR(196) + NCHAR(8364)", "this file is UTF-8; call sqlcmd with -f 65001", script);
        stopUnless(
                "DB_NAME() = " + text(session.database()),
                "this script is for the database " + session.database() + "; name it with -d, nothing was changed",
                script);
        stopUnless(
                "SCHEMA_NAME() = " + text(session.userSchema()),
                "this user's schema is not " + session.userSchema() + ", as it was for the user who made this script",
                script);
        script.write("DECLARE @result int;\nEXEC @result = sp_getapplock @Resource = N'Flyway-" + plan.lockNumber()
                + "', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0;\n");
        stopUnless("@result >= 0", "another migration is running, nothing was changed", script);
        stopUnless(
                history.unchanged(),
                "not the state that this script was made for; nothing was changed, make a new one",
                script);
        if (raisesFloor) {
            stopUnless(
                    "OBJECT_ID(" + text(SPELLING.name(plan.schema()) + ".[guard_schema_floor]") + ", N'U') IS NOT NULL",
                    "a migration raises the floor, and there is no table guard_schema_floor; nothing was changed",
                    script);
        }
        script.write("EXEC sp_set_session_context N'guard_ok', 1;\nGO\n\n");
        for (SqlStatementText statement : plan.sessionStatements()) {
            begin("", false, script);
            statement(statement, script);
            end("", script);
        }
        if (!plan.createTable().isEmpty()) {
            script.write("-- Flyway's history table.\n");
            begin("", true, script);
            for (SqlStatementText statement : plan.createTable()) {
                statement(statement, script);
            }
            end("", script);
        }
    }

    /** THROW takes a percent sign for the begin of something. */
    private static void stopUnless(String condition, String message, Writer script) throws IOException {
        script.write("IF NOT (" + condition + ")\n  THROW 50000, " + text("guard: " + message.replace("%", "%%"))
                + ", 1;\n");
    }

    @Override
    public void beginMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        String database = "USE " + SPELLING.name(session.database()) + ";\nSET ANSI_NULLS ON;\n";
        begin(
                migration.isTransactional() ? database : database + history.insert(migration, "0", false),
                migration.isTransactional(),
                script);
    }

    private void begin(String own, boolean transaction, Writer script) throws IOException {
        script.write("IF " + OK + " = 0 SET NOEXEC ON;\nGO\n");
        script.write(OWN_OPTIONS);
        script.write("EXEC sp_set_session_context N'guard_ok', 0;\nDECLARE @started datetime2 = SYSDATETIME();\n");
        script.write("EXEC sp_set_session_context N'guard_begin', @started;\n" + own);
        script.write(transaction ? "BEGIN TRANSACTION;\nGO\n" : "GO\n");
        inTransaction = transaction;
        stopAfterFailure(script);
    }

    private void stopAfterFailure(Writer script) throws IOException {
        script.write("IF @@ERROR <> 0" + (inTransaction ? " OR @@TRANCOUNT = 0" : "") + " BEGIN"
                + " RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1);"
                + " SET NOEXEC ON; END;\nGO\n");
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        String sql = statement.sql();
        if (SqlcmdText.isPassedOn(sql)) {
            script.write(sql + (sql.endsWith("\n") ? "" : "\n"));
        } else {
            script.write(SqlcmdText.declaration(sql) + "EXEC (@sql);\n");
        }
        script.write("GO\n");
        stopAfterFailure(script);
    }

    @Override
    public void endMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        end(
                migration.isTransactional()
                        ? history.insert(migration, TIME, true)
                        : history.succeeded(migration, TIME),
                script);
    }

    private void end(String own, Writer script) throws IOException {
        script.write("IF @@TRANCOUNT <> " + (inTransaction ? "1" : "0") + " BEGIN"
                + " RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1);"
                + " SET NOEXEC ON; END;\nGO\n");
        script.write(OWN_OPTIONS + own + (inTransaction ? "COMMIT;\n" : ""));
        script.write("EXEC sp_set_session_context N'guard_ok', 1;\nGO\n\n");
    }

    @Override
    public void end(MigrationPlan plan, Writer script) throws IOException {
        script.write("SET NOEXEC OFF;\nIF @@TRANCOUNT > 0 ROLLBACK;\nIF " + OK + " = 0\n"
                + "  THROW 50000, N'guard: the script went on after an error, against its instructions', 1;\n"
                + "PRINT N'guard: all migrations of this script are applied';\nGO\n");
    }

    private static String text(String value) {
        return SPELLING.text(value);
    }
}
