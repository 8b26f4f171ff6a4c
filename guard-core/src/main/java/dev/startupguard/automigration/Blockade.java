package dev.startupguard.automigration;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The decision that one database is not changed by Hibernate, and where to report what it stops.
 *
 * @param unit the name of the persistence unit; null where Hibernate is started without one
 */
record Blockade(
        AutoMigrationPolicy policy,
        TargetDatabase target,
        @Nullable String unit,
        BlockedMigrations log,
        Clock clock) {

    void report(String what, String setting, String value) {
        String ofUnit = unit == null ? what : what + " for persistence unit '" + unit + "'";
        log.add(new BlockedMigration(ofUnit, setting, value, target.shown(), clock.instant()));
    }
}
