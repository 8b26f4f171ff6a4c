package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.BundledMigrations;
import dev.startupguard.schema.SchemaVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.jspecify.annotations.Nullable;

/** Has Flyway's own classes find and parse the migrations of a build to be looked at, without a database. */
public final class OfflineMigrations {
    private static final List<String> OF_A_CONNECTION = List.of("user", "database", "timestamp", "defaultSchema");

    private OfflineMigrations() {}

    /**
     * Reads them in Flyway's order.
     *
     * @param since the highest version that is not read, or null for all; repeatable migrations are always read
     */
    public static List<PendingMigration> read(Target target, SqlDialect dialect, @Nullable String since) {
        FluentConfiguration configuration =
                new FluentConfiguration(target.build().classLoader()).configuration(target.flyway());
        Scanner<JavaMigration> files = new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
        LogFactory.setConfiguration(configuration);
        ParsingContext context = context(configuration);
        SqlScriptFactory scripts = dialect.scripts(configuration, context);
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
        Map<String, LoadableResource> byPath = new HashMap<>();
        for (LoadableResource file : files.getResources("", configuration.getSqlMigrationSuffixes())) {
            byPath.put(file.getAbsolutePathOnDisk(), file);
        }
        refuseJava(target, resolved, since);
        List<PendingMigration> migrations = new ArrayList<>();
        @Nullable MigrationVersion last = since == null ? null : MigrationVersion.fromVersion(since);
        for (ResolvedMigration each : resolved) {
            MigrationVersion version = each.getVersion();
            if (version == null || last == null || version.compareTo(last) > 0) {
                LoadableResource file = byPath.get(each.getPhysicalLocation());
                if (each.getType() != CoreMigrationType.SQL || file == null) {
                    throw notSql(each.getScript());
                }
                migrations.add(new PendingMigration(
                        migrations.size() + 1,
                        version == null ? null : version.getVersion(),
                        each.getDescription(),
                        each.getScript(),
                        each.getChecksum(),
                        parsed(scripts, configuration, file, files)));
            }
        }
        return migrations;
    }

    /** Flyway passes over classes that it cannot load. */
    private static void refuseJava(Target target, Collection<ResolvedMigration> resolved, @Nullable String since) {
        Set<SchemaVersion> unknown =
                new TreeSet<>(BundledMigrations.scan(target.build().classLoader(), target.locations(), null)
                        .versions());
        resolved.stream()
                .map(ResolvedMigration::getVersion)
                .filter(Objects::nonNull)
                .forEach(version -> unknown.remove(SchemaVersion.of(version.getVersion())));
        if (since != null) {
            unknown.removeIf(version -> version.compareTo(SchemaVersion.of(since)) <= 0);
        }
        if (!unknown.isEmpty()) {
            throw notSql(unknown.stream().map(SchemaVersion::toString).collect(Collectors.joining(", ")));
        }
    }

    private static CliFailure notSql(String names) {
        return CliFailure.finding(
                "These migrations are no SQL files that Flyway runs: " + names + ".",
                "SQL migrations; what a Java migration does cannot be seen here.",
                "review it, and give --since its version, so that the ones above it are looked at.");
    }

    /** What only a connection knows is not looked at, so any value will do. */
    private static ParsingContext context(Configuration configuration) {
        ParsingContext context = new ParsingContext();
        Map<String, String> placeholders = context.getPlaceholders();
        String prefix = "flyway" + configuration.getPlaceholderSeparator();
        OF_A_CONNECTION.forEach(name -> placeholders.put(prefix + name, name));
        placeholders.put(prefix + "workingDirectory", configuration.getWorkingDirectory());
        placeholders.put(prefix + "table", configuration.getTable());
        placeholders.put(prefix + "environment", configuration.getCurrentEnvironmentName());
        return context;
    }

    private static SqlScript parsed(
            SqlScriptFactory scripts,
            Configuration configuration,
            LoadableResource file,
            Scanner<JavaMigration> files) {
        try {
            SqlScript script = scripts.createSqlScript(new StreamedResource(file), configuration.isMixed(), files);
            script.validate();
            return script;
        } catch (FlywayException e) {
            throw CliFailure.finding(
                    "The migration " + file.getRelativePath() + " cannot be read as statements: " + Redaction.of(e)
                            + ".",
                    "SQL that Flyway parses, in the encoding " + configuration.getEncoding() + " (flyway.encoding).",
                    "correct the line that is named, the placeholder or the encoding.");
        }
    }
}
