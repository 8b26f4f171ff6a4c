package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardedFlyway;
import dev.startupguard.automigration.BlockedMigrations;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts a {@link BlockedFlyway} in the place of every Flyway bean whose database must not change at start-up. The bean rather
 * than the migration strategy: a strategy of the application, an init method, and a call by hand all go through it.
 */
final class FlywayBlocker implements BeanPostProcessor, PriorityOrdered {

    private final ObjectProvider<GuardConfiguration> configuration;
    private final ObjectProvider<BlockedMigrations> blocked;

    FlywayBlocker(ObjectProvider<GuardConfiguration> configuration, ObjectProvider<BlockedMigrations> blocked) {
        this.configuration = configuration;
        this.blocked = blocked;
    }

    /** Before initialization, so that an init method is called on the blocked one. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (!(bean instanceof Flyway flyway)) {
            return bean;
        }
        GuardConfiguration settings = configuration.getObject();
        return settings.enabled()
                        && settings.autoMigration()
                                .blocks(GuardedFlyway.target(flyway.getConfiguration())
                                        .url())
                ? new BlockedFlyway(flyway.getConfiguration(), blocked.getObject())
                : flyway;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
