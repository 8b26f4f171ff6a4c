package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.BundledMigrations;
import dev.startupguard.schema.SchemaVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.jspecify.annotations.Nullable;

/** Has Flyway's own classes find and parse the migrations of a build to be looked at, without a database. */
public final class OfflineMigrations {
    /** What only a connection knows is not looked at, so any value will do. */
    private static final Map<String, String> OF_A_CONNECTION =
            Map.of("user", "user", "database", "database", "timestamp", "timestamp", "defaultSchema", "defaultSchema");

    private OfflineMigrations() {}

    /**
     * Reads them in Flyway's order.
     *
     * @param since the highest version that is not read, or null for all; repeatable migrations are always read
     */
    public static List<PendingMigration> read(Target target, SqlDialect dialect, @Nullable String since) {
        OfflineFiles files = new OfflineFiles(target);
        ParsingContext context = files.context(OF_A_CONNECTION);
        SqlScriptFactory scripts = dialect.scripts(files.configuration(), context);
        Collection<ResolvedMigration> resolved = files.resolved(scripts, context);
        refuseJava(target, resolved, since);
        SqlFiles sql = new SqlFiles(files.configuration(), files.found(), scripts);
        List<PendingMigration> migrations = new ArrayList<>();
        @Nullable MigrationVersion last = since == null ? null : MigrationVersion.fromVersion(since);
        for (ResolvedMigration each : resolved) {
            MigrationVersion version = each.getVersion();
            if (version == null || last == null || version.compareTo(last) > 0) {
                if (each.getType() != CoreMigrationType.SQL) {
                    throw notSql(each.getScript());
                }
                migrations.add(sql.migration(migrations.size() + 1, each));
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
}
