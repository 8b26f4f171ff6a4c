package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.BlockedMigrations;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps Flyway from migrating, and from opening a connection, while the application starts. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Flyway.class)
class FlywayConfiguration {

    @Bean
    static FlywayBlocker guardFlywayBlocker(
            ObjectProvider<GuardConfiguration> guardConfiguration,
            ObjectProvider<BlockedMigrations> guardBlockedMigrations) {
        return new FlywayBlocker(guardConfiguration, guardBlockedMigrations);
    }

    /** Only Spring Boot's own Flyway asks the database for its vendor. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FlywayProperties.class)
    static class VendorConfiguration {

        @Bean
        static FlywayVendor guardFlywayVendor(
                ObjectProvider<GuardConfiguration> guardConfiguration, ConfigurableListableBeanFactory beans) {
            return new FlywayVendor(guardConfiguration, beans);
        }
    }
}
