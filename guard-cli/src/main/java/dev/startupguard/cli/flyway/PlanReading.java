package dev.startupguard.cli.flyway;

import dev.startupguard.cli.target.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.jspecify.annotations.Nullable;

/** Reads one plan from Flyway's objects, in the order of {@code flyway migrate}: validation, the history table, what is pending. */
final class PlanReading {
    private final Target target;
    private final Configuration configuration;
    private final CompositeMigrationResolver resolver;
    private final SchemaHistory history;
    private final org.flywaydb.core.internal.database.base.Database<?> database;
    private final Schema<?, ?> defaultSchema;
    private final Schema<?, ?>[] schemas;
    private final SqlFiles sql;

    PlanReading(
            Target target,
            Configuration configuration,
            Scanner<JavaMigration> files,
            CompositeMigrationResolver resolver,
            SchemaHistory history,
            org.flywaydb.core.internal.database.base.Database<?> database,
            Schema<?, ?> defaultSchema,
            Schema<?, ?>[] schemas) {
        this.target = target;
        this.configuration = configuration;
        this.resolver = resolver;
        this.history = history;
        this.database = database;
        this.defaultSchema = defaultSchema;
        this.schemas = schemas;
        ParsingContext parsing = new ParsingContext();
        parsing.populate(database, configuration);
        sql = new SqlFiles(
                configuration, files, database.getDatabaseType().createSqlScriptFactory(configuration, parsing));
    }

    MigrationPlan plan() {
        List<ValidatePattern> ignored = new ArrayList<>(Arrays.asList(configuration.getIgnoreMigrationPatterns()));
        ignored.add(ValidatePattern.fromPattern("*:pending"));
        MigrationInfoServiceImpl migrations = new MigrationInfoServiceImpl(
                resolver,
                history,
                database,
                configuration,
                configuration.getTarget(),
                configuration.isOutOfOrder(),
                ignored.toArray(ValidatePattern[]::new),
                configuration.getCherryPick());
        migrations.refresh();
        Refusals refusals = new Refusals(target, configuration);
        refusals.whatFlywayRefuses(migrations);
        boolean exists = history.exists();
        if (!exists) {
            refusals.unknownTables(database, schemas);
        }
        Refusals.whatIsNoSqlFile(
                target,
                Arrays.stream(migrations.all())
                        .map(MigrationInfo::getVersion)
                        .filter(version -> version != null)
                        .toList());
        String table = defaultSchema.getTable(configuration.getTable()).toString();
        Database kind = Database.of(database);
        return new MigrationPlan(
                kind,
                target.shownUrl(),
                defaultSchema.getName(),
                configuration.getTable(),
                table,
                table.hashCode(),
                exists ? state(table, kind == Database.SQLSERVER) : null,
                exists
                        ? List.of()
                        : sql.statements(
                                database.getRawCreateScript(defaultSchema.getTable(configuration.getTable()), false)),
                configuration.getInstalledBy(),
                kind == Database.POSTGRESQL ? searchPath() : null,
                kind == Database.MARIADB ? one("SELECT @@sql_mode") : null,
                kind == Database.SQLSERVER
                        ? new SqlServerSession(one("SELECT DB_NAME()"), one("SELECT SCHEMA_NAME()"))
                        : null,
                configuration.getInitSql() == null ? List.of() : sql.statements(configuration.getInitSql()),
                pending(migrations));
    }

    /** SQL Server has no conditions that are columns, and sums of integers that do not fit into one are an error. */
    private HistoryState state(String table, boolean isSqlServer) {
        String success = database.quote("success") + (isSqlServer ? " = 1" : "");
        String checksum = database.quote("checksum");
        String sql = "SELECT COUNT(*), COALESCE(MAX(" + database.quote("installed_rank")
                + "), 0), COALESCE(SUM(CASE WHEN " + success + " THEN 1 ELSE 0 END), 0), COALESCE(SUM("
                + (isSqlServer ? "CAST(" + checksum + " AS bigint)" : checksum) + "), 0) FROM " + table;
        try (Statement statement =
                        database.getMainConnection().getJdbcConnection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new HistoryState(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        } catch (SQLException e) {
            throw target.refused(e);
        }
    }

    /** As Flyway: the schema in front of what the connection has, unless it is there already. */
    private @Nullable String searchPath() {
        String path = one("SHOW search_path");
        String name = defaultSchema.getName();
        if (path.equals(name) || path.startsWith(name + ",")) {
            return null;
        }
        return defaultSchema + (path.isBlank() ? "" : "," + path);
    }

    private String one(String query) {
        try (Statement statement =
                        database.getMainConnection().getJdbcConnection().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw target.refused(e);
        }
    }

    private List<PendingMigration> pending(MigrationInfoServiceImpl migrations) {
        int rank = history.calculateInstalledRank(CoreMigrationType.SQL);
        List<PendingMigration> pending = new ArrayList<>();
        for (MigrationInfoImpl migration : migrations.pending()) {
            pending.add(sql.migration(
                    rank++,
                    migration.getVersion(),
                    migration.getDescription(),
                    migration.getType(),
                    migration.getScript(),
                    migration.getChecksum(),
                    migration.getPhysicalLocation()));
        }
        return pending;
    }
}
