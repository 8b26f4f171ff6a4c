package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;

/**
 * For H2's RunScript. H2 commits at each DDL statement, so a migration's row is written first as failed, and set to succeeded at
 * its end. The row's primary key is the lock: of two scripts that run at once, one cannot write it.
 */
final class H2Dialect implements Dialect {
    private static final HistorySql HISTORY = new HistorySql('"', "USER()", false);

    @Override
    public String howToRun(String file) {
        return "java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script " + file;
    }

    @Override
    public void begin(MigrationPlan plan, boolean raisesFloor, Writer script) throws IOException {
        script.write("-- The state that this script was made for.\n");
        script.write("SELECT CASE WHEN " + HISTORY.unchanged(plan) + " THEN 0 ELSE SIGNAL('45000',\n"
                + "  'The database is not in the state that this script was made for. Nothing was changed; make a new script.')"
                + " END;\n");
        if (raisesFloor) {
            script.write("SELECT CASE WHEN " + HISTORY.floorTable(plan) + " THEN 0 ELSE SIGNAL('45000',\n"
                    + "  'A migration raises the floor, and there is no table guard_schema_floor."
                    + " Nothing was changed; run guard init first.') END;\n");
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
        script.write("SET AUTOCOMMIT FALSE;\n\n");
    }

    @Override
    public void beginMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        script.write("SET SCHEMA \"" + plan.schema().replace("\"", "\"\"") + "\";\n");
        script.write(HISTORY.insert(plan, migration, "0", false) + "COMMIT;\n");
        script.write(migration.isTransactional() ? "\n" : "SET AUTOCOMMIT TRUE;\n\n");
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        StatementEnd.write(statement, ";", script);
    }

    @Override
    public void endMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        script.write("\n"
                + HISTORY.succeeded(plan, migration, "DATEDIFF('MILLISECOND', \"installed_on\", LOCALTIMESTAMP)")
                + "COMMIT;\nSET AUTOCOMMIT FALSE;\n\n");
    }

    @Override
    public void end(MigrationPlan plan, Writer script) throws IOException {
        script.write("SET AUTOCOMMIT TRUE;\n");
    }
}
