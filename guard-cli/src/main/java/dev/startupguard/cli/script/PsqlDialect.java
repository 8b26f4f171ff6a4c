package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;

/**
 * For psql. Each migration is one transaction with its row, as Flyway runs it. One that cannot be has its row written first as
 * failed, and set to succeeded at its end: stopped half-way, it looks as after a failure of Flyway.
 */
final class PsqlDialect implements Dialect {
    /** Flyway's PostgreSQLAdvisoryLockTemplate: the letters Flyway, and the hash of the table's name. */
    private static final long LOCK = (0x46L << 40) + (0x6CL << 32) + (0x79L << 24) + (0x77 << 16) + (0x61 << 8) + 0x79;

    private static final HistorySql HISTORY = new HistorySql('"', "current_user", false);

    @Override
    public String howToRun(String file) {
        return "psql -X -d DATABASE -f " + file;
    }

    static long lock(int number) {
        return LOCK + number;
    }

    @Override
    public void begin(MigrationPlan plan, boolean raisesFloor, Writer script) throws IOException {
        long lock = lock(plan.lockNumber());
        script.write("\\set ON_ERROR_STOP on\n\\set AUTOCOMMIT on\n\\set QUIET on\n\\encoding UTF8\n\n");
        script.write("-- Flyway's lock, held until the session ends, and the state that this script was made for.\n");
        script.write("DO $guard$ BEGIN\n");
        script.write("  IF NOT pg_try_advisory_lock(" + lock + ") THEN\n"
                + "    RAISE EXCEPTION 'Another migration is running. Nothing was changed; run this script when it has ended.';\n"
                + "  END IF;\n");
        script.write("  IF NOT " + HISTORY.unchanged(plan) + " THEN\n"
                + "    RAISE EXCEPTION 'The database is not in the state that this script was made for."
                + " Nothing was changed; make a new script.';\n  END IF;\n");
        if (raisesFloor) {
            script.write("  IF NOT " + HISTORY.floorTable(plan) + " THEN\n"
                    + "    RAISE EXCEPTION 'A migration raises the floor, and there is no table guard_schema_floor."
                    + " Nothing was changed; run guard init first.';\n  END IF;\n");
        }
        script.write("END $guard$;\n\n");
        for (SqlStatementText statement : plan.sessionStatements()) {
            statement(statement, script);
        }
        if (!plan.createTable().isEmpty()) {
            script.write("-- Flyway's history table.\nBEGIN;\n");
            for (SqlStatementText statement : plan.createTable()) {
                statement(statement, script);
            }
            script.write("COMMIT;\n\n");
        }
    }

    @Override
    public void beginMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        script.write("RESET ROLE;\n");
        if (plan.searchPath() != null) {
            script.write("SET search_path = " + plan.searchPath() + ";\n");
        }
        if (migration.isTransactional()) {
            script.write("BEGIN;\n\n");
        } else {
            script.write(HISTORY.insert(plan, migration, "0", false) + "\n");
        }
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        StatementEnd.write(statement, ";", script);
        if (statement.copyData() != null) {
            script.write(statement.copyData());
            script.write(statement.copyData().isEmpty() || statement.copyData().endsWith("\n") ? "\\.\n" : "\n\\.\n");
        }
    }

    @Override
    public void endMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException {
        script.write("\nRESET ROLE;\n");
        if (migration.isTransactional()) {
            script.write(HISTORY.insert(
                    plan, migration, "(EXTRACT(EPOCH FROM clock_timestamp() - now()) * 1000)::int", true));
            script.write("COMMIT;\n\n");
        } else {
            script.write(HISTORY.succeeded(
                            plan, migration, "(EXTRACT(EPOCH FROM LOCALTIMESTAMP - installed_on) * 1000)::int")
                    + "\n");
        }
    }

    @Override
    public void end(MigrationPlan plan, Writer script) throws IOException {
        script.write("\\echo guard: all migrations of this script are applied\n");
    }
}
