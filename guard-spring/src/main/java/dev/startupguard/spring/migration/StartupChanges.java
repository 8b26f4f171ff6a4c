package dev.startupguard.spring.migration;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.AutoMigrationPolicy;
import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.automigration.TargetDatabase;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Decides whether a schema change may happen at start-up, and takes note of those that may not. Asks for the guard's own beans
 * only then, so that what is made before them is covered too; is none itself, since post-processors would make it too early.
 */
final class StartupChanges {

    private final ObjectProvider<GuardConfiguration> configuration;
    private final ObjectProvider<BlockedMigrations> blocked;

    StartupChanges(ObjectProvider<GuardConfiguration> configuration, ObjectProvider<BlockedMigrations> blocked) {
        this.configuration = configuration;
        this.blocked = blocked;
    }

    boolean areBlocked(TargetDatabase database) {
        GuardConfiguration settings = configuration.getObject();
        return settings.enabled() && settings.autoMigration().blocks(database.url());
    }

    /** Whether not even databases inside this process may change. */
    boolean areBlockedEverywhere() {
        GuardConfiguration settings = configuration.getObject();
        return settings.enabled() && settings.autoMigration() == AutoMigrationPolicy.ALWAYS;
    }

    void report(String what, String setting, String value, TargetDatabase database) {
        blocked.getObject().add(new BlockedMigration(what, setting, value, database.shown(), Instant.now()));
    }
}
