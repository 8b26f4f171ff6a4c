package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.HistoryState;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statements about the history table of one plan, in SQL Server's words. */
record SqlServerHistory(MigrationPlan plan) {
    private static final String COLUMNS = "([installed_rank], [version], [description], [type], [script], [checksum],"
            + " [installed_by], [execution_time], [success])";

    /** The row that Flyway would write. */
    String insert(PendingMigration migration, String executionTime, boolean success) {
        String version = migration.version() == null ? "NULL" : text(migration.version());
        String checksum = String.valueOf(migration.checksum()).replace("null", "NULL");
        String installedBy = plan.installedBy() == null ? Spelling.SQLSERVER.installedBy() : text(plan.installedBy());
        return "INSERT INTO " + plan.qualifiedTable() + "\n  " + COLUMNS + "\nVALUES\n  (" + migration.rank() + ", "
                + version + ", " + text(migration.description()) + ", N'SQL', " + text(migration.script()) + ", "
                + checksum + ", " + installedBy + ", " + executionTime + ", " + (success ? "1" : "0") + ");\n";
    }

    String succeeded(PendingMigration migration, String executionTime) {
        return "UPDATE " + plan.qualifiedTable() + " SET [success] = 1, [execution_time] = " + executionTime
                + " WHERE [installed_rank] = " + migration.rank() + ";\n";
    }

    /** A condition that is true as long as nothing has changed since the script was made. */
    String unchanged() {
        @Nullable HistoryState state = plan.history();
        if (state == null) {
            return "OBJECT_ID(" + text(plan.qualifiedTable()) + ") IS NULL";
        }
        return "EXISTS (SELECT 1 FROM " + plan.qualifiedTable() + " HAVING COUNT(*) = " + state.rows()
                + " AND COALESCE(MAX([installed_rank]), 0) = " + state.highestRank()
                + " AND COALESCE(SUM(CASE WHEN [success] = 1 THEN 1 ELSE 0 END), 0) = " + state.successes()
                + " AND COALESCE(SUM(CAST([checksum] AS bigint)), 0) = " + state.checksums() + ")";
    }

    private static String text(String value) {
        return Spelling.SQLSERVER.text(Objects.requireNonNull(value));
    }
}
