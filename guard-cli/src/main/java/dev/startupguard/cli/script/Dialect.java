package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;

/** How one client and its database want a script to be written. */
interface Dialect {

    /** How a person runs the file. */
    String howToRun(String file);

    /** Stops before a line is written where a migration does what cannot be done in this dialect's scripts. */
    default void refuse(MigrationPlan plan) throws IOException {}

    /**
     * Puts the client into a state where it stops at the first error, takes Flyway's lock, and compares the target's state.
     *
     * @param raisesFloor whether the guard's table for the floor has to be there
     */
    void begin(MigrationPlan plan, boolean raisesFloor, Writer script) throws IOException;

    void beginMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException;

    void statement(SqlStatementText statement, Writer script) throws IOException;

    void endMigration(MigrationPlan plan, PendingMigration migration, Writer script) throws IOException;

    void end(MigrationPlan plan, Writer script) throws IOException;

    static Dialect of(MigrationPlan plan) {
        return switch (plan.database()) {
            case POSTGRESQL -> new PsqlDialect();
            case MARIADB -> new MariaDbDialect();
            case H2 -> new H2Dialect();
            case SQLSERVER -> new SqlServerDialect(plan);
        };
    }
}
