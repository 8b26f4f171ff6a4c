package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.HistoryState;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SchemaObjects;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements about the history table, in what the dialects have in common.
 *
 * @param quote around names
 * @param installedBy an expression for the database user
 * @param escapesBackslashes whether a backslash in a text has a meaning
 */
record HistorySql(char quote, String installedBy, boolean escapesBackslashes) {

    /** The row that Flyway would write; MariaDB and H2 take the numbers 0 and 1 for truth as well. */
    String insert(MigrationPlan plan, PendingMigration migration, String executionTime, boolean success) {
        String columns = Stream.of(
                        "installed_rank",
                        "version",
                        "description",
                        "type",
                        "script",
                        "checksum",
                        "installed_by",
                        "execution_time",
                        "success")
                .map(this::quoted)
                .collect(Collectors.joining(", "));
        String values = String.join(
                ", ",
                String.valueOf(migration.rank()),
                migration.version() == null ? "NULL" : text(migration.version()),
                text(migration.description()),
                "'SQL'",
                text(migration.script()),
                String.valueOf(migration.checksum()).replace("null", "NULL"),
                plan.installedBy() == null ? installedBy : text(plan.installedBy()),
                executionTime,
                success ? "TRUE" : "FALSE");
        return "INSERT INTO " + plan.qualifiedTable() + "\n  (" + columns + ")\nVALUES\n  (" + values + ");\n";
    }

    String succeeded(MigrationPlan plan, PendingMigration migration, String executionTime) {
        return "UPDATE " + plan.qualifiedTable() + " SET " + quoted("success") + " = TRUE, " + quoted("execution_time")
                + " = " + executionTime + " WHERE " + quoted("installed_rank") + " = " + migration.rank() + ";\n";
    }

    /** A condition that is true as long as nothing has changed since the script was made. */
    String unchanged(MigrationPlan plan) {
        @Nullable HistoryState state = plan.history();
        if (state == null) {
            return "NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = " + text(plan.schema())
                    + " AND table_name = " + text(plan.table()) + ")";
        }
        return "EXISTS (SELECT 1 FROM " + plan.qualifiedTable() + " HAVING COUNT(*) = " + state.rows()
                + " AND COALESCE(MAX(" + quoted("installed_rank") + "), 0) = " + state.highestRank()
                + " AND COALESCE(SUM(CASE WHEN " + quoted("success") + " THEN 1 ELSE 0 END), 0) = " + state.successes()
                + " AND COALESCE(SUM(" + quoted("checksum") + "), 0) = " + state.checksums() + ")";
    }

    String floorTable(MigrationPlan plan) {
        return SchemaObjects.floorTable(text(plan.schema()));
    }

    String text(String value) {
        String doubled = Objects.requireNonNull(value).replace("'", "''");
        return "'" + (escapesBackslashes ? doubled.replace("\\", "\\\\") : doubled) + "'";
    }

    private String quoted(String name) {
        return quote + name + quote;
    }
}
