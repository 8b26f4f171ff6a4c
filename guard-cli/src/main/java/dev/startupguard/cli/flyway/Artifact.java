package dev.startupguard.cli.flyway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a build, without a database.
 *
 * @param dialect for which they are parsed
 * @param schema the schema of the history table, or null for the one that the client is connected to
 * @param configuredSchema whether the settings name it; otherwise it is the default of the dialect
 * @param table the history table's name
 * @param installedBy a fixed name for the history's rows, or null for the database user who runs the script
 * @param outOfOrder whether migrations below the highest that is applied are applied as well
 * @param baselineVersion the version of {@code flyway baseline}
 * @param belowBaseline how many of the migrations that version makes superfluous
 * @param sessionStatements what Flyway runs on each new connection ({@code flyway.initSql})
 * @param migrations all of them in Flyway's order, with the rank that each has in an empty history
 */
public record Artifact(
        SqlDialect dialect,
        @Nullable String schema,
        boolean configuredSchema,
        String table,
        @Nullable String installedBy,
        boolean outOfOrder,
        String baselineVersion,
        int belowBaseline,
        List<SqlStatementText> sessionStatements,
        List<PendingMigration> migrations) {

    public Artifact {
        sessionStatements = List.copyOf(sessionStatements);
        migrations = List.copyOf(migrations);
    }
}
