package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SchemaObjects;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * For sqlcmd: batches, each of which gives its text to a temporary procedure that executes it or not. What batches have to know
 * about each other is in the session's context: {@code guard_go} says whether the present migration has to be applied,
 * {@code guard_ok} whether nothing has failed, also where a client went on after an error.
 */
final class SqlServerArtifactDialect implements ArtifactDialect {
    private static final Spelling SPELLING = Spelling.SQLSERVER;
    private static final String GO = "CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1";

    private final Artifact artifact;
    private final HistoryRules rules;

    SqlServerArtifactDialect(Artifact artifact) {
        this.artifact = artifact;
        this.rules = new HistoryRules(
                artifact,
                SPELLING.name(String.valueOf(artifact.schema())) + "." + SPELLING.name(artifact.table()),
                SPELLING);
    }

    @Override
    public String howToRun(String file) {
        return "sqlcmd -S SERVER -d DATABASE -b -I -f 65001 -i " + file;
    }

    @Override
    public @Nullable String refusal(SqlStatementText statement) {
        @Nullable String reason = SqlServerRefusals.of(statement.sql());
        return reason == null ? null : reason + " in an idempotent script.";
    }

    @Override
    public void begin(boolean raisesFloor, Writer script) throws IOException {
        script.write(":on error exit\n");
        for (String option : SqlServerRefusals.AS_IN_THE_SCRIPT) {
            script.write("SET " + option + ";\n");
        }
        script.write("SET NOCOUNT ON;\nGO\n\n");
        script.write("-- Flyway's lock, held until the session ends, and a place for the history.\n");
        script.write("EXEC sp_set_session_context N'guard_ok', 0;\nEXEC sp_set_session_context N'guard_go', 0;\n");
        stopUnless(
                "N'\u00c4\u20ac' = NCHAR(196) + NCHAR(8364)", "this file is UTF-8; call sqlcmd with -f 65001", script);
        script.write(lock());
        stopUnless(
                "SCHEMA_ID(" + text(String.valueOf(artifact.schema())) + ") IS NOT NULL",
                "there is no schema " + artifact.schema() + ", create it first",
                script);
        if (!artifact.configuredSchema()) {
            stopUnless(
                    "SCHEMA_NAME() = " + text(String.valueOf(artifact.schema())),
                    "this user's schema is not " + artifact.schema() + "; make the script with --default-schema",
                    script);
        }
        stopUnless(
                "OBJECT_ID(" + text(rules.table()) + ", N'U') IS NOT NULL OR NOT EXISTS ("
                        + SchemaObjects.query(Database.SQLSERVER, text(String.valueOf(artifact.schema()))) + ")",
                "the schema " + artifact.schema() + " has objects and no history; run flyway baseline first",
                script);
        if (raisesFloor) {
            stopUnless(
                    "OBJECT_ID("
                            + text(SPELLING.name(String.valueOf(artifact.schema())) + ".[guard_schema_floor]")
                            + ", N'U') IS NOT NULL",
                    "a migration raises the floor, and there is no table guard_schema_floor",
                    script);
        }
        script.write(createTable() + "EXEC sp_set_session_context N'guard_ok', 1;\nGO\n\n");
        script.write("-- Whether the history is that of this build, as Flyway's validation sees it.\n");
        script.write("DECLARE @problem nvarchar(2000), @baseline int;\n");
        script.write(rules.lists() + "SELECT @problem = " + rules.problem() + ";\n");
        script.write(rules.lists() + "SELECT @baseline = " + rules.baseline() + ";\n");
        script.write("EXEC sp_set_session_context N'guard_baseline', @baseline;\nIF @problem IS NOT NULL\nBEGIN\n"
                + "  EXEC sp_set_session_context N'guard_ok', 0;\n  THROW 50000, @problem, 1;\nEND;\nGO\n\n");
        script.write(
                "-- Executes a batch if the migration has to be applied; after an error nothing is executed any more.\n");
        script.write("CREATE PROCEDURE #guard @sql nvarchar(max) AS\nIF " + GO
                + "\nBEGIN TRY\n  EXEC (@sql);\nEND TRY\nBEGIN CATCH\n  IF @@TRANCOUNT > 0 ROLLBACK;\n"
                + "  EXEC sp_set_session_context N'guard_go', 0;\n  THROW;\nEND CATCH;\nGO\n\n");
        if (!artifact.sessionStatements().isEmpty()) {
            script.write("EXEC sp_set_session_context N'guard_go', 1;\nGO\n");
            for (SqlStatementText statement : artifact.sessionStatements()) {
                statement(statement, script);
            }
        }
    }

    private static void stopUnless(String condition, String message, Writer script) throws IOException {
        script.write("IF NOT (" + condition + ")\n  THROW 50000, " + SPELLING.text("guard: " + message) + ", 1;\n");
    }

    /** The name has the hash that Java makes from the quoted name of the history table. */
    private String lock() {
        return "DECLARE @table nvarchar(600) = QUOTENAME(DB_NAME()) + " + text("." + rules.table())
                + ", @hash bigint = 0, @place int = 1, @lock nvarchar(255), @result int;\n"
                + "WHILE @place <= LEN(@table)\nBEGIN\n"
                + "  SET @hash = (@hash * 31 + UNICODE(SUBSTRING(@table, @place, 1))) % CAST(4294967296 AS bigint);\n"
                + "  SET @place += 1;\nEND;\n"
                + "SET @lock = CONCAT(N'Flyway-', CASE WHEN @hash < 2147483648 THEN @hash ELSE @hash - 4294967296 END);\n"
                + "EXEC @result = sp_getapplock @Resource = @lock, @LockMode = N'Exclusive', @LockOwner = N'Session',"
                + " @LockTimeout = 0;\n"
                + "IF @result < 0\n  THROW 50000, N'guard: another migration is running, nothing was changed', 1;\n";
    }

    /** As Flyway's SQLServerDatabase creates it. */
    private String createTable() {
        String table = rules.table();
        return "IF OBJECT_ID(" + text(table) + ", N'U') IS NULL\nBEGIN\n  CREATE TABLE " + table
                + " (\n    [installed_rank] INT NOT NULL,\n    [version] NVARCHAR(50),\n"
                + "    [description] NVARCHAR(200),\n    [type] NVARCHAR(20) NOT NULL,\n"
                + "    [script] NVARCHAR(1000) NOT NULL,\n    [checksum] INT,\n"
                + "    [installed_by] NVARCHAR(100) NOT NULL,\n"
                + "    [installed_on] DATETIME NOT NULL DEFAULT GETDATE(),\n"
                + "    [execution_time] INT NOT NULL,\n    [success] BIT NOT NULL\n  );\n  ALTER TABLE " + table
                + " ADD CONSTRAINT " + SPELLING.name(artifact.table() + "_pk")
                + " PRIMARY KEY ([installed_rank]);\n  CREATE INDEX " + SPELLING.name(artifact.table() + "_s_idx")
                + " ON " + table + " ([success]);\nEND;\n";
    }

    @Override
    public void beginMigration(PendingMigration migration, Writer script) throws IOException {
        script.write("DECLARE @begin datetime2 = SYSDATETIME(), @rank int = " + rules.nextRank() + ";\n");
        script.write("EXEC sp_set_session_context N'guard_begin', @begin;\n");
        script.write("EXEC sp_set_session_context N'guard_rank', @rank;\n");
        script.write("EXEC sp_set_session_context N'guard_go', 0;\n");
        script.write("IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 1 AND "
                + rules.pending(migration, "CAST(SESSION_CONTEXT(N'guard_baseline') AS int)") + "\nBEGIN\n");
        script.write("  EXEC sp_set_session_context N'guard_ok', 0;\n");
        script.write(
                migration.isTransactional()
                        ? "  BEGIN TRANSACTION;\n"
                        : rules.insert(migration, "@rank", "0", false, ""));
        script.write("  EXEC sp_set_session_context N'guard_go', 1;\nEND;\nGO\n");
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        script.write(SqlcmdText.declaration(statement.sql()) + "EXEC #guard @sql;\nGO\n");
    }

    @Override
    public void endMigration(PendingMigration migration, Writer script) throws IOException {
        String time = "DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME())";
        String rank = "CAST(SESSION_CONTEXT(N'guard_rank') AS int)";
        script.write("IF " + GO + "\nBEGIN\n");
        script.write(
                migration.isTransactional()
                        ? rules.insert(migration, rank, time, true, "") + "  COMMIT;\n"
                        : rules.succeeded(rank, time, ""));
        script.write("  EXEC sp_set_session_context N'guard_ok', 1;\nEND;\nGO\n\n");
    }

    @Override
    public void end(Writer script) throws IOException {
        script.write("IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 0\n"
                + "  THROW 50000, N'guard: the script went on after an error, against its instructions', 1;\n"
                + "PRINT N'guard: all migrations of this script are applied';\nGO\n");
    }

    private static String text(String value) {
        return SPELLING.text(value);
    }
}
