package dev.startupguard.cli.flyway;

import dev.startupguard.cli.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.jspecify.annotations.Nullable;

/** Has Flyway's own classes find and parse the migrations of a build, without a connection. */
public final class ArtifactReading {
    private ArtifactReading() {}

    /** Reads a target that names no database. */
    public static Artifact read(Target target, SqlDialect dialect) {
        OfflineFiles files = new OfflineFiles(target);
        FluentConfiguration configuration = files.configuration();
        Planner.refuseWhatFlywayWouldRunBeside(configuration, files.found());
        OfflineRefusals.settings(configuration);
        String configured = configuredSchema(configuration);
        ParsingContext context = files.context(configured == null ? Map.of() : Map.of("defaultSchema", configured));
        SqlScriptFactory scripts = dialect.scripts(configuration, context);
        OfflineRefusals.placeholders(configuration, files.found(), scripts, context);
        Collection<ResolvedMigration> resolved = files.resolved(scripts, context);
        Refusals.whatIsNoSqlFile(
                target,
                resolved.stream()
                        .map(ResolvedMigration::getVersion)
                        .filter(version -> version != null)
                        .toList());
        SqlFiles sql = new SqlFiles(configuration, files.found(), scripts);
        List<PendingMigration> migrations = new ArrayList<>();
        int belowBaseline = 0;
        MigrationVersion baseline = configuration.getBaselineVersion();
        for (ResolvedMigration each : resolved) {
            migrations.add(sql.migration(migrations.size() + 1, each));
            belowBaseline += each.getVersion() != null && each.getVersion().compareTo(baseline) <= 0 ? 1 : 0;
        }
        return new Artifact(
                dialect,
                configured != null ? configured : dialect.defaultSchema(),
                configured != null,
                configuration.getTable(),
                configuration.getInstalledBy(),
                configuration.isOutOfOrder(),
                baseline.getVersion(),
                belowBaseline,
                configuration.getInitSql() == null ? List.of() : sql.statements(configuration.getInitSql()),
                migrations);
    }

    private static @Nullable String configuredSchema(Configuration configuration) {
        String[] schemas = configuration.getSchemas();
        return configuration.getDefaultSchema() != null
                ? configuration.getDefaultSchema()
                : schemas.length > 0 ? schemas[0] : null;
    }
}
