package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SchemaObjects;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For the clients of MariaDB and MySQL, which have no conditionals: each statement is a text that the server runs or not. As in
 * {@link MariaDbDialect} a migration's row is written first as failed.
 */
final class MariaDbArtifactDialect implements ArtifactDialect {
    private static final String NO_ERROR = "SET @guard_go = @guard_go AND @@error_count = 0;\n";

    private final Artifact artifact;
    private final ServerConditional conditional;
    private final Spelling spelling;
    private final HistoryRules rules;

    MariaDbArtifactDialect(Artifact artifact, ServerConditional conditional) {
        this.artifact = artifact;
        this.conditional = conditional;
        this.spelling = conditional.spelling();
        String table = spelling.name(artifact.table());
        String schema = artifact.schema();
        this.rules = new HistoryRules(artifact, schema == null ? table : spelling.name(schema) + "." + table, spelling);
    }

    @Override
    public String howToRun(String file) {
        return "mariadb --batch -D DATABASE < " + file + "  (or mysql; not with --force, not by the command source)";
    }

    @Override
    public @Nullable String refusal(SqlStatementText statement) {
        return statement.sql().toUpperCase(Locale.ROOT).contains("NO_BACKSLASH_ESCAPES")
                ? "it may change how the texts of the script are read (NO_BACKSLASH_ESCAPES)."
                : conditional.refusal(statement);
    }

    @Override
    public void begin(boolean raisesFloor, Writer script) throws IOException {
        script.write("SET NAMES utf8mb4;\n");
        if (artifact.schema() != null) {
            script.write("USE " + spelling.name(artifact.schema()) + ";\n");
        }
        script.write("SET @guard_ok = TRUE, @guard_problem = NULL, @guard_go = FALSE;\n\n");
        script.write("-- Flyway's lock, held until the session ends, and a place for the history.\n");
        stopUnless(conditional.server(), text("guard: " + conditional.servers() + " is needed"), script);
        stopUnless(
                "@@GLOBAL.sql_mode NOT LIKE '%NO_BACKSLASH_ESCAPES%'",
                text("guard: the server's sql_mode has NO_BACKSLASH_ESCAPES, by which this script cannot be read"),
                script);
        stopUnless("DATABASE() IS NOT NULL", text("guard: no database is named; use -D"), script);
        script.write("SET @guard_use = CONCAT('USE `', REPLACE(DATABASE(), '`', '``'), '`');\n" + lockName());
        stopUnless(
                "GET_LOCK(@guard_lock, 0) = 1",
                text("guard: another migration is running, nothing was changed"),
                script);
        stopUnless(
                "EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = "
                        + text(artifact.table()) + ")\n  OR NOT EXISTS ("
                        + SchemaObjects.query(Database.MARIADB, "DATABASE()") + ")",
                text("guard: the database has objects and no history; run flyway baseline first"),
                script);
        if (raisesFloor) {
            stopUnless(SchemaObjects.floorTable("DATABASE()"), text("guard: " + HistoryRules.NO_FLOOR), script);
        }
        script.write("SET sql_mode = CONCAT_WS(',', NULLIF(@@GLOBAL.sql_mode, ''), " + text(conditional.driverMode())
                + ");\n");
        script.write("SET @guard_go = @guard_ok;\n");
        conditional.write(new SqlStatementText(createTable(), 0, null), script);
        script.write("SET @guard_ok = @guard_go;\n\n");
        script.write("-- Whether the history is that of this build, as Flyway's validation sees it.\n");
        script.write("SET @guard_problem = (\n" + rules.lists() + "SELECT " + rules.problem() + ");\n");
        script.write("SET @guard_ok = @guard_ok AND @@error_count = 0 AND @guard_problem IS NULL;\n"
                + "SET @guard_problem = LEFT(@guard_problem, 500);\n" + conditional.stopForProblem());
        script.write("SET @guard_baseline = (\n" + rules.lists() + "SELECT " + rules.baseline() + ");\n\n");
        script.write("SET @guard_go = @guard_ok;\n");
        for (SqlStatementText statement : artifact.sessionStatements()) {
            conditional.write(statement, script);
        }
        script.write("SET @guard_ok = @guard_go,\n  @guard_foreign_key_checks = @@foreign_key_checks,"
                + " @guard_sql_safe_updates = @@sql_safe_updates;\nSET autocommit = 0;\n\n");
    }

    private void stopUnless(String condition, String message, Writer script) throws IOException {
        script.write("SET @guard_problem = IF(COALESCE(" + condition + ", FALSE), NULL,\n  " + message + ");\n"
                + "SET @guard_ok = @guard_ok AND @guard_problem IS NULL;\n" + conditional.stopForProblem());
    }

    /** The name has the hash that Java makes from the quoted name of the history table. */
    private String lockName() {
        return "SET @guard_table = CONCAT('`', REPLACE(DATABASE(), '`', '``'), "
                + text("`.") + ", " + text(spelling.name(artifact.table())) + ");\n"
                + "SET @guard_lock = (WITH RECURSIVE hash (place, value) AS (SELECT 0, CAST(0 AS UNSIGNED) UNION ALL SELECT place + 1,\n"
                + "  (value * 31 + CONV(HEX(CONVERT(SUBSTRING(@guard_table, place + 1, 1) USING ucs2)), 16, 10)) & 4294967295\n"
                + "  FROM hash WHERE place < CHAR_LENGTH(@guard_table))\n"
                + "  SELECT CONCAT('Flyway-', IF(value < 2147483648, value, CAST(value AS SIGNED) - 4294967296))\n"
                + "  FROM hash ORDER BY place DESC LIMIT 1);\n";
    }

    /** As Flyway's MySQLDatabase creates it, in one statement. */
    private String createTable() {
        return "CREATE TABLE IF NOT EXISTS " + rules.table() + " (\n    `installed_rank` INT NOT NULL,\n"
                + "    `version` VARCHAR(50),\n    `description` VARCHAR(200) NOT NULL,\n"
                + "    `type` VARCHAR(20) NOT NULL,\n    `script` VARCHAR(1000) NOT NULL,\n    `checksum` INT,\n"
                + "    `installed_by` VARCHAR(100) NOT NULL,\n"
                + "    `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
                + "    `execution_time` INT NOT NULL,\n    `success` BOOL NOT NULL,\n    CONSTRAINT "
                + spelling.name(artifact.table() + "_pk") + " PRIMARY KEY (`installed_rank`),\n    KEY "
                + spelling.name(artifact.table() + "_s_idx") + " (`success`)\n)";
    }

    @Override
    public void beginMigration(PendingMigration migration, Writer script) throws IOException {
        script.write(
                "SET foreign_key_checks = @guard_foreign_key_checks, sql_safe_updates = @guard_sql_safe_updates;\n");
        script.write("SET @guard_begin = SYSDATE(6), @guard_rank = " + rules.nextRank() + ";\n");
        script.write("SET @guard_pending = @guard_ok AND " + rules.pending(migration, "@guard_baseline") + ";\n");
        script.write(rules.insert(migration, "@guard_rank", "0", false, "\n  FROM DUAL WHERE @guard_pending"));
        script.write("SET @guard_go = @guard_pending AND @@error_count = 0;\nCOMMIT;\n");
        script.write(migration.isTransactional() ? "\n" : "SET autocommit = 1;\n\n");
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        conditional.write(statement, script);
    }

    @Override
    public void endMigration(PendingMigration migration, Writer script) throws IOException {
        script.write("\n" + NO_ERROR + conditional.useDatabase());
        script.write(rules.succeeded(
                "@guard_rank", "TIMESTAMPDIFF(MICROSECOND, @guard_begin, SYSDATE(6)) DIV 1000", " AND @guard_go"));
        script.write(NO_ERROR + "COMMIT;\nSET @guard_ok = @guard_ok AND @guard_go = @guard_pending;\n");
        script.write(migration.isTransactional() ? "\n" : "SET autocommit = 0;\n\n");
    }

    @Override
    public void end(Writer script) throws IOException {
        script.write("SET @guard_problem = IF(@guard_ok, NULL,"
                + " 'guard: the script went on after an error, against its instructions');\n");
        script.write(conditional.stopForProblem());
        script.write(
                "SELECT 'guard: all migrations of this script are applied' AS result FROM DUAL WHERE @guard_ok;\n");
    }

    private String text(String value) {
        return rules.text(value);
    }
}
