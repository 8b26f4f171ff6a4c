package dev.startupguard.sample.migrate;

import dev.startupguard.schema.GuardTables;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Applies the release's migrations with the application's own database settings, in a context that holds a
 * {@link DataSource} and nothing else.
 */
public final class MigrateStep {
    private MigrateStep() {}

    /** Says why the database could not be migrated. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private FailedException(String message, Exception cause) {
            super(message, cause);
        }

        static FailedException of(FlywayException cause) {
            return new FailedException(
                    "The migration failed: " + cause.getMessage()
                            + "\nPut the cause right, then run migrate again. Where the database commits each statement by itself (H2, MariaDB),"
                            + " Flyway asks for a repair before.",
                    cause);
        }

        static FailedException of(InterruptedException cause) {
            return new FailedException(
                    "The migration was interrupted while it waited for older builds to leave: the schema floor is raised, the rest"
                            + " is not applied.\nRun migrate again.",
                    cause);
        }
    }

    /** Runs to the end, or throws {@link FailedException}. */
    public static void run(String profile, String... options) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(DatabaseOnly.class)
                .web(WebApplicationType.NONE)
                .profiles(profile)
                .run(options)) {
            Environment settings = context.getEnvironment();
            DataSource dataSource = context.getBean(DataSource.class);
            migrateGuardTables(dataSource, settings.getRequiredProperty("spring.datasource.url"));
            migrations(dataSource, settings).apply();
        } catch (FlywayException e) {
            throw FailedException.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.of(e);
        }
    }

    /** First, because a migration of the application may raise the schema floor, which is one of them. */
    private static void migrateGuardTables(DataSource dataSource, String url) {
        besideOtherTables(dataSource)
                .table(GuardTables.HISTORY_TABLE)
                .locations(GuardTables.locationFor(url))
                .load()
                .migrate();
    }

    private static ReleaseMigrations migrations(DataSource dataSource, Environment settings) {
        String[] locations = settings.getRequiredProperty("spring.flyway.locations", String[].class);
        String floor = settings.getProperty("sample.migrate.floor");
        return new ReleaseMigrations(
                besideOtherTables(dataSource).locations(locations),
                floor == null ? null : MigrationVersion.fromVersion(floor),
                settings.getRequiredProperty("sample.migrate.settle", Duration.class));
    }

    /** Flyway refuses a schema that already has tables unless it may set a baseline; version 0 skips no migration. */
    private static FluentConfiguration besideOtherTables(DataSource dataSource) {
        return Flyway.configure().dataSource(dataSource).baselineOnMigrate(true).baselineVersion("0");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class DatabaseOnly {}
}
