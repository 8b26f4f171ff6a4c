package dev.startupguard.cli.flyway;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Flyway's lock on PostgreSQL, which is an open transaction unless {@code flyway.postgresql.transactional.lock} says no. */
public final class TransactionalLock {
    private TransactionalLock() {}

    public static boolean isUsedBy(FluentConfiguration configuration) {
        return configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .isTransactionalLock();
    }
}
