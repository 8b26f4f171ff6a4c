package dev.startupguard.schema;

import dev.startupguard.test.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A release for the tests: a folder of migrations that real Flyway runs, and the check of the build that bundles them. */
final class Release {
    private static final SupportedRange ANY = new SupportedRange(null, null);
    private final Path folder;

    Release(Path folder) {
        this.folder = folder;
    }

    /** A release with the versioned migrations named, each of which makes a table. */
    static Release of(Path parent, String... versions) throws IOException {
        Release release = new Release(Files.createTempDirectory(parent, "release"));
        for (String version : versions) {
            release.with(
                    "V" + version + "__step_" + version + ".sql",
                    "CREATE TABLE t" + version.replace('.', '_') + " (id INT)");
        }
        return release;
    }

    Release with(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql + ";\n");
        return this;
    }

    /** A migration that leaves a failed row: it runs outside a transaction and half of it works. */
    Release withFailing(String file, String table) throws IOException {
        Files.writeString(folder.resolve(file + ".conf"), "executeInTransaction=false\n");
        return with(file, "CREATE TABLE " + table + " (id INT); INSERT INTO " + table + "_missing VALUES (1)");
    }

    FluentConfiguration flyway(FreshDatabase database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations(location());
    }

    Release migrate(FreshDatabase database) {
        flyway(database).load().migrate();
        return this;
    }

    /** Migrates up to the failing migration. */
    void migrateAndFail(FreshDatabase database) {
        migrateAndFail(flyway(database));
    }

    static void migrateAndFail(FluentConfiguration flyway) {
        // With its transactional lock, Flyway rolls the failed row back on PostgreSQL.
        flyway.configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
        try {
            flyway.load().migrate();
        } catch (FlywayException e) {
            return;
        }
        throw new AssertionError("The migration was meant to fail");
    }

    SchemaVerdict check(FreshDatabase database) {
        return check(database, ANY);
    }

    SchemaVerdict check(FreshDatabase database, SupportedRange range) {
        return new SchemaCheck(database.dataSource(), settings(range, HistoryTable.standard())).check();
    }

    SchemaVerdict check(FreshDatabase database, HistoryTable history) {
        return new SchemaCheck(database.dataSource(), settings(ANY, history)).check();
    }

    SchemaCheck checkOf(DataSource dataSource) {
        return checkOf(dataSource, Duration.ofSeconds(30));
    }

    SchemaCheck checkOf(DataSource dataSource, Duration timeout) {
        return new SchemaCheck(
                dataSource,
                new SchemaCheckSettings(
                        getClass().getClassLoader(), List.of(location()), ANY, HistoryTable.standard(), timeout));
    }

    private SchemaCheckSettings settings(SupportedRange range, HistoryTable history) {
        return new SchemaCheckSettings(
                getClass().getClassLoader(), List.of(location()), range, history, Duration.ofSeconds(30));
    }

    String location() {
        return "filesystem:" + folder;
    }
}
