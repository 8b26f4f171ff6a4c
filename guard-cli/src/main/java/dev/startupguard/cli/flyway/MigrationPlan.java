package dev.startupguard.cli.flyway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway would do now, while the connection that told it is open.
 *
 * @param database its kind
 * @param target its URL without credentials
 * @param schema the schema of the history table, or for MariaDB the database
 * @param table the history table's name
 * @param qualifiedTable both, quoted
 * @param lockNumber what Flyway makes its lock's name from
 * @param history what is in the history, or null if there is no table yet
 * @param createTable the statements that create the history table
 * @param installedBy a fixed name for the history's rows, or null for the database user who runs the script
 * @param searchPath PostgreSQL's search path that Flyway sets before each migration, or null where it leaves it
 * @param sqlMode MariaDB's mode of Flyway's connection, which its stored routines keep and its client changes; null elsewhere
 * @param sqlServer what a session of SQL Server has to be like, or null elsewhere
 * @param sessionStatements what Flyway runs on each new connection ({@code flyway.initSql})
 * @param migrations in the order in which Flyway would apply them
 */
public record MigrationPlan(
        Database database,
        String target,
        String schema,
        String table,
        String qualifiedTable,
        int lockNumber,
        @Nullable HistoryState history,
        List<SqlStatementText> createTable,
        @Nullable String installedBy,
        @Nullable String searchPath,
        @Nullable String sqlMode,
        @Nullable SqlServerSession sqlServer,
        List<SqlStatementText> sessionStatements,
        List<PendingMigration> migrations) {

    public MigrationPlan {
        createTable = List.copyOf(createTable);
        sessionStatements = List.copyOf(sessionStatements);
        migrations = List.copyOf(migrations);
    }
}
