package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingFloor;
import dev.startupguard.cli.flyway.PendingMigration;
import java.io.IOException;
import java.io.Writer;

/** The whole script: what it is for, its guards, the migrations with their rows. */
final class ScriptText {
    private final MigrationPlan plan;
    private final Dialect dialect;

    ScriptText(MigrationPlan plan) {
        this.plan = plan;
        this.dialect = Dialect.of(plan);
    }

    void writeTo(Writer script, String fileName) throws IOException {
        dialect.refuse(plan);
        header(script, fileName);
        dialect.begin(plan, PendingFloor.needsTable(plan.migrations()), script);
        for (PendingMigration migration : plan.migrations()) {
            script.write("-- ==== " + name(migration) + (migration.isTransactional() ? "" : " (not in a transaction)")
                    + "\n");
            dialect.beginMigration(plan, migration, script);
            migration.forEachStatement(statement -> dialect.statement(statement, script));
            dialect.endMigration(plan, migration, script);
        }
        dialect.end(plan, script);
    }

    private void header(Writer script, String fileName) throws IOException {
        script.write("-- Pending migrations of " + plan.target() + ", history table " + plan.qualifiedTable() + ".\n");
        script.write("-- Made by guard script. Run it with\n--   " + dialect.howToRun(fileName) + "\n");
        script.write(
                "-- It stops before it changes anything if the database is not in the state that it was made for.\n");
        for (PendingMigration migration : plan.migrations()) {
            script.write("--   " + name(migration) + "\n");
        }
        script.write("\n");
    }

    /** A file's name in a comment must not end the comment, and hold no variable of sqlcmd, which looks into comments as well. */
    static String name(PendingMigration migration) {
        return migration.script().replaceAll("\\p{Cntrl}", "?").replace("$(", "$ (");
    }
}
