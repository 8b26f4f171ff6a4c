package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * For the clients of MariaDB and MySQL, in what both understand. The server commits at each DDL statement, so a migration's row
 * is written first as failed, and set to succeeded at its end.
 */
final class MariaDbDialect implements Dialect {
    private static final HistorySql HISTORY = new HistorySql('`', "SUBSTRING_INDEX(USER(), '@', 1)", true);

    /** The first that does not occur in a statement ends it. */
    private static final List<String> DELIMITERS = List.of("//", "$$", "~~~", "guard_end_of_statement");

    @Override
    public String howToRun(String file) {
        return "mariadb --batch --comments -D DATABASE < " + file
                + "  (or mysql; not with --force, not by the command source)";
    }

    @Override
    public void begin(MigrationPlan plan, boolean raisesFloor, Writer script) throws IOException {
        String lock = "GET_LOCK('Flyway-" + plan.lockNumber() + "', 0) = 1";
        script.write("SET NAMES utf8mb4;\nUSE " + database(plan) + ";\n");
        script.write("SET sql_mode = " + HISTORY.text(String.valueOf(plan.sqlMode())) + ";\n");
        script.write(
                "SET @guard_foreign_key_checks = @@foreign_key_checks, @guard_sql_safe_updates = @@sql_safe_updates;\n\n");
        script.write("-- Flyway's lock, held until the session ends, and the state that this script was made for.\n");
        script.write(stopUnless(lock, "guard: another migration is running, nothing was changed"));
        script.write(
                stopUnless(HISTORY.unchanged(plan), "guard: not the state this script was made for, make a new one"));
        if (raisesFloor) {
            script.write(
                    stopUnless(HISTORY.floorTable(plan), "guard: no table guard_schema_floor, run guard init first"));
        }
        script.write("\n");
        for (SqlStatementText statement : plan.sessionStatements()) {
            statement(statement, script);
        }
        if (!plan.createTable().isEmpty()) {
            script.write("-- Flyway's history table.\n");
            for (SqlStatementText statement : plan.createTable()) {
                statement(statement, script);
            }
            script.write("\n");
        }
        script.write("SET autocommit = 0;\n\n");
    }

    /** Without a stored routine there is no other way to raise an error that both servers know: a table of that name is missing. */
    private static String stopUnless(String condition, String message) {
        return "SET @guard_check = IF(" + condition + ", 'DO 0', 'SELECT 1 FROM `" + message + "`');\n"
                + "PREPARE guard_check FROM @guard_check;\nEXECUTE guard_check;\nDEALLOCATE PREPARE guard_check;\n";
    }

    @Override
    public void beginMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        script.write("USE " + database(plan) + ";\n");
        script.write(
                "SET foreign_key_checks = @guard_foreign_key_checks, sql_safe_updates = @guard_sql_safe_updates;\n");
        script.write("SET @guard_begin = SYSDATE(6);\n");
        script.write(HISTORY.insert(plan, migration, "0", false) + "COMMIT;\n");
        script.write(migration.isTransactional() ? "\n" : "SET autocommit = 1;\n\n");
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        if (!statement.sql().contains(";")) {
            StatementEnd.write(statement, ";", script);
            return;
        }
        String delimiter = DELIMITERS.stream()
                .filter(each -> !statement.sql().contains(each))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("no delimiter is free for the statement at line " + statement.line()));
        script.write("DELIMITER " + delimiter + "\n");
        StatementEnd.write(statement, delimiter, script);
        script.write("DELIMITER ;\n");
    }

    @Override
    public void endMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        script.write("\n"
                + HISTORY.succeeded(plan, migration, "TIMESTAMPDIFF(MICROSECOND, @guard_begin, SYSDATE(6)) DIV 1000")
                + "COMMIT;\n");
        script.write(migration.isTransactional() ? "\n" : "SET autocommit = 0;\n\n");
    }

    @Override
    public void end(MigrationPlan plan, Writer script) throws IOException {
        script.write("SELECT 'guard: all migrations of this script are applied' AS result;\n");
    }

    private static String database(MigrationPlan plan) {
        return "`" + plan.schema().replace("`", "``") + "`";
    }
}
