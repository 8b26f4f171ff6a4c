package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.SchemaVersion;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/** Flyway's history table, read and changed by Flyway's own classes. */
public final class FlywayHistory {
    private final Target target;

    public FlywayHistory(Target target) {
        this.target = target;
    }

    /** Creates an empty history where Flyway would create one; refuses where Flyway and {@code guard script} refuse. */
    public void createIfMissing() {
        try {
            execute((resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
                if (!history.exists()) {
                    new Refusals(target, configuration()).unknownTables(database, (Schema<?, ?>[]) schemas);
                    history.create(false);
                }
                return true;
            });
        } catch (FlywayException e) {
            // Any other is one of the database to who called.
            if (!e.getMessage().startsWith("Invalid SQL filenames")) {
                throw e;
            }
            throw CliFailure.usage(
                    Redaction.of(e) + ".",
                    "names as V1__add_name.sql and R__names.sql: Flyway passes over any other.",
                    "rename the file; or set flyway.validateMigrationNaming=false if it is there for something else.",
                    e);
        }
    }

    /** All rows, or none where there is no table. */
    public List<HistoryRow> rows() {
        return execute((resolver, history, database, defaultSchema, schemas, callbacks, interceptor) ->
                history.allAppliedMigrations().stream()
                        .map(row -> new HistoryRow(
                                row.getInstalledRank(),
                                row.getVersion() == null
                                        ? null
                                        : row.getVersion().getVersion(),
                                row.getScript(),
                                row.isSuccess()))
                        .toList());
    }

    /** The highest version that is applied. */
    public Optional<SchemaVersion> version() {
        return rows().stream()
                .filter(HistoryRow::success)
                .map(HistoryRow::version)
                .filter(Objects::nonNull)
                .map(SchemaVersion::of)
                .max(Comparator.naturalOrder());
    }

    /** Removes the row that says that a migration failed, if there is one, and answers how to put it back. */
    public Runnable removeFailed(String script) {
        Optional<AppliedMigration> failed = failed(script);
        execute((resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
            String sql = "DELETE FROM " + history + " WHERE " + database.quote("script") + " = ? AND "
                    + database.quote("success") + " = ?";
            try (PreparedStatement delete =
                    database.getMainConnection().getJdbcConnection().prepareStatement(sql)) {
                delete.setString(1, script);
                delete.setBoolean(2, false);
                return delete.executeUpdate();
            } catch (SQLException e) {
                throw target.refused(e);
            }
        });
        return () -> failed.filter(row -> failed(script).isEmpty()).ifPresent(this::putBack);
    }

    private Optional<AppliedMigration> failed(String script) {
        return execute((resolver, history, database, defaultSchema, schemas, callbacks, interceptor) ->
                history.allAppliedMigrations().stream()
                        .filter(row -> !row.isSuccess() && row.getScript().equals(script))
                        .findFirst());
    }

    private void putBack(AppliedMigration row) {
        execute((resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
            history.addAppliedMigration(
                    row.getVersion(),
                    row.getDescription(),
                    row.getType(),
                    row.getScript(),
                    row.getChecksum(),
                    row.getExecutionTime(),
                    false);
            return true;
        });
    }

    /** Writes the row that Flyway writes after a migration, with the checksum that the file has now. */
    public void recordAsApplied(String script) {
        removeFailed(script);
        execute((resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
            FluentConfiguration configuration = configuration();
            MigrationInfoServiceImpl migrations = new MigrationInfoServiceImpl(
                    resolver,
                    history,
                    database,
                    configuration,
                    configuration.getTarget(),
                    configuration.isOutOfOrder(),
                    new ValidatePattern[0],
                    configuration.getCherryPick());
            migrations.refresh();
            record(history, migrations, script);
            return true;
        });
    }

    private static void record(SchemaHistory history, MigrationInfoServiceImpl migrations, String script) {
        for (MigrationInfo each : migrations.all()) {
            if (each instanceof MigrationInfoImpl migration
                    && migration.getResolvedMigration() != null
                    && script.equals(migration.getScript())) {
                history.addAppliedMigration(
                        migration.getVersion(),
                        migration.getResolvedMigration().getDescription(),
                        migration.getResolvedMigration().getType(),
                        script,
                        migration.getResolvedMigration().getChecksum(),
                        0,
                        true);
                return;
            }
        }
        throw CliFailure.finding(
                "There is no migration " + script + " in --locations or --jar.",
                "the file of the migration, whose checksum goes into the history.",
                "give the same --locations or --jar as for the run that failed.");
    }

    private <T> T execute(FlywayExecutor.Command<T> command) {
        return new FlywayExecutor(configuration()).execute(command, true, null);
    }

    private FluentConfiguration configuration() {
        return new FluentConfiguration(target.build().classLoader())
                .configuration(target.flyway())
                .skipDefaultCallbacks(true)
                .callbacks(new Callback[0]);
    }
}
