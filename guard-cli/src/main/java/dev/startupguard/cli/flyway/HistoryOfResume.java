package dev.startupguard.cli.flyway;

import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.MigrationPattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.RepairResult;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/** The history as it will be without the failed row of the migration that is resumed; that row is often all that tells of the failure. */
final class HistoryOfResume extends SchemaHistory {
    private final SchemaHistory history;
    private final String resumed;

    HistoryOfResume(SchemaHistory history, String resumed) {
        this.history = history;
        this.resumed = resumed;
    }

    @Override
    public List<AppliedMigration> allAppliedMigrations() {
        return history.allAppliedMigrations().stream()
                .filter(row -> row.isSuccess() || !row.getScript().equals(resumed))
                .toList();
    }

    @Override
    public boolean exists() {
        return history.exists();
    }

    @Override
    public void clearCache() {
        history.clearCache();
    }

    @Override
    public String toString() {
        return history.toString();
    }

    @Override
    public <T> T lock(Callable<T> work) {
        return history.lock(work);
    }

    @Override
    public void create(boolean baseline) {
        throw onlyForReading();
    }

    @Override
    public boolean removeFailedMigrations(RepairResult result, MigrationPattern[] patterns) {
        throw onlyForReading();
    }

    @Override
    public void update(AppliedMigration applied, ResolvedMigration resolved) {
        throw onlyForReading();
    }

    @Override
    public void delete(AppliedMigration applied) {
        throw onlyForReading();
    }

    @Override
    protected void doAddAppliedMigration(
            int rank,
            MigrationVersion version,
            String description,
            MigrationType type,
            String script,
            Integer checksum,
            int executionTime,
            boolean success) {
        throw onlyForReading();
    }

    private static UnsupportedOperationException onlyForReading() {
        return new UnsupportedOperationException("A plan changes nothing");
    }
}
