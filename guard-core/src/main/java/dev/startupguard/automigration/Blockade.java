package dev.startupguard.automigration;

import java.time.Clock;

/** The decision that one database is not changed by Hibernate, and where to report what it stops. */
record Blockade(AutoMigrationPolicy policy, HibernateTarget target, BlockedMigrations log, Clock clock) {

    void report(String what, String setting, String value) {
        log.add(new BlockedMigration(what, setting, value, target.shown(), clock.instant()));
    }
}
