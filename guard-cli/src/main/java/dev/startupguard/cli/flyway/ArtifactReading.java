package dev.startupguard.cli.flyway;

import dev.startupguard.cli.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.jspecify.annotations.Nullable;

/** Has Flyway's own classes find and parse the migrations of a build, without a connection. */
public final class ArtifactReading {
    private final Target target;
    private final ScriptDialect dialect;
    private final FluentConfiguration configuration;
    private final Scanner<JavaMigration> files;

    private ArtifactReading(Target target, ScriptDialect dialect) {
        this.target = target;
        this.dialect = dialect;
        configuration = new FluentConfiguration(target.build().classLoader()).configuration(target.flyway());
        files = new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
    }

    /** Reads a target that names no database. */
    public static Artifact read(Target target, ScriptDialect dialect) {
        return new ArtifactReading(target, dialect).artifact();
    }

    private Artifact artifact() {
        Planner.refuseWhatFlywayWouldRunBeside(configuration, files);
        OfflineRefusals.settings(configuration);
        LogFactory.setConfiguration(configuration);
        String configured = configuredSchema();
        ParsingContext context = context(configured);
        SqlScriptFactory scripts = dialect.scripts(configuration, context);
        OfflineRefusals.placeholders(configuration, files, scripts, context);
        Collection<ResolvedMigration> resolved = new CompositeMigrationResolver(
                        files,
                        files,
                        configuration,
                        (connection, undo, batch, results) -> {
                            throw new IllegalStateException("Without a connection nothing is executed");
                        },
                        scripts,
                        context,
                        null,
                        configuration.getResolvers())
                .resolveMigrations(configuration);
        Refusals.whatIsNoSqlFile(
                target,
                resolved.stream()
                        .map(ResolvedMigration::getVersion)
                        .filter(version -> version != null)
                        .toList());
        SqlFiles sql = new SqlFiles(configuration, files, scripts);
        List<PendingMigration> migrations = new ArrayList<>();
        int belowBaseline = 0;
        MigrationVersion baseline = configuration.getBaselineVersion();
        for (ResolvedMigration each : resolved) {
            migrations.add(sql.migration(
                    migrations.size() + 1,
                    each.getVersion(),
                    each.getDescription(),
                    each.getType(),
                    each.getScript(),
                    each.getChecksum(),
                    each.getPhysicalLocation()));
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

    private @Nullable String configuredSchema() {
        String[] schemas = configuration.getSchemas();
        return configuration.getDefaultSchema() != null
                ? configuration.getDefaultSchema()
                : schemas.length > 0 ? schemas[0] : null;
    }

    /** As Flyway fills it, but for what only a connection knows. */
    private ParsingContext context(@Nullable String schema) {
        ParsingContext context = new ParsingContext();
        Map<String, String> placeholders = context.getPlaceholders();
        String prefix = "flyway" + configuration.getPlaceholderSeparator();
        if (schema != null) {
            placeholders.put(prefix + "defaultSchema", schema);
        }
        placeholders.put(prefix + "workingDirectory", configuration.getWorkingDirectory());
        placeholders.put(prefix + "table", configuration.getTable());
        placeholders.put(prefix + "environment", configuration.getCurrentEnvironmentName());
        return context;
    }
}
