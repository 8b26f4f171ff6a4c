package dev.startupguard.sample.migrate;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migrations of one release, in two stages where the first of them raises the schema floor.
 *
 * <p>A build below the floor notices it only at its next schema check, and serves until then. What it still needs must stay until
 * it has left.
 *
 * @param flyway which migrations, and where to
 * @param floor the version of the migration that raises the floor, {@code null} in a release that raises none
 * @param settle how long the builds below the floor may take to leave
 */
record ReleaseMigrations(
        FluentConfiguration flyway, @Nullable MigrationVersion floor, Duration settle) {
    private static final Logger log = LoggerFactory.getLogger(ReleaseMigrations.class);

    /** Applies what is pending; interrupted while it waits, it leaves the rest for the next run. */
    void apply() throws InterruptedException {
        int beforeTheWait = 0;
        if (floor != null && olderBuildsMayRun(floor)) {
            beforeTheWait = applyUpTo(floor);
            log.info(
                    "Migration {} raised the schema floor; waiting {} before the rest is applied, so that older builds notice at"
                            + " their next schema check and leave. Change the wait with SAMPLE_MIGRATE_SETTLE",
                    floor,
                    settle.toString().substring("PT".length()).toLowerCase(Locale.ROOT));
            Thread.sleep(settle.toMillis());
        }
        MigrateResult result = flyway.load().migrate();
        log.info(
                "Applied {} migrations; the schema is at version {}",
                beforeTheWait + result.migrationsExecuted,
                result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion);
    }

    /** Not whether the floor itself is pending: the run that raised it may have been stopped while it waited. */
    private boolean olderBuildsMayRun(MigrationVersion raised) {
        boolean isFresh = Arrays.stream(flyway.load().info().applied())
                .allMatch(migration -> migration.getState() == MigrationState.BASELINE);
        return !isFresh && pending().anyMatch(version -> version.compareTo(raised) > 0);
    }

    private int applyUpTo(MigrationVersion target) {
        if (pending().noneMatch(target::equals)) {
            return 0;
        }
        return new FluentConfiguration(flyway.getClassLoader())
                .configuration(flyway)
                .target(target)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private Stream<MigrationVersion> pending() {
        return Arrays.stream(flyway.load().info().pending())
                .filter(MigrationInfo::isVersioned)
                .map(MigrationInfo::getVersion);
    }
}
