package dev.startupguard.spring.migration;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.spring.GuardAutoConfiguration;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;

/** Blocks what changes the schema at start-up beside Flyway and JPA, where the application has it. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnBean({GuardConfiguration.class, BlockedMigrations.class})
@ImportRuntimeHints(FieldHints.class)
public final class GuardMigrationAutoConfiguration {

    /** {@code spring.sql.init}, and {@code initialize-schema} of Batch, Session, Quartz, Integration and whoever does as they do. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AbstractScriptDatabaseInitializer.class)
    static class ScriptConfiguration {

        @Bean
        static ScriptBlocker guardScriptBlocker(
                ObjectProvider<GuardConfiguration> guardConfiguration,
                ObjectProvider<BlockedMigrations> guardBlockedMigrations,
                ResourceLoader resources) {
            return new ScriptBlocker(new StartupChanges(guardConfiguration, guardBlockedMigrations), resources);
        }
    }

    /** What Spring itself has for scripts, without Spring Boot. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSourceInitializer.class)
    static class PlainScriptConfiguration {

        @Bean
        static PlainScriptBlocker guardPlainScriptBlocker(
                ObjectProvider<GuardConfiguration> guardConfiguration,
                ObjectProvider<BlockedMigrations> guardBlockedMigrations) {
            return new PlainScriptBlocker(new StartupChanges(guardConfiguration, guardBlockedMigrations));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SpringLiquibase.class)
    static class LiquibaseConfiguration {

        @Bean
        static LiquibaseBlocker guardLiquibaseBlocker(
                ObjectProvider<GuardConfiguration> guardConfiguration,
                ObjectProvider<BlockedMigrations> guardBlockedMigrations,
                Environment environment) {
            return new LiquibaseBlocker(new StartupChanges(guardConfiguration, guardBlockedMigrations), environment);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = ModulithBlocker.INITIALIZER)
    static class ModulithConfiguration {

        @Bean
        static ModulithBlocker guardModulithBlocker(
                ObjectProvider<GuardConfiguration> guardConfiguration,
                ObjectProvider<BlockedMigrations> guardBlockedMigrations,
                ConfigurableListableBeanFactory beans,
                Environment environment) {
            return new ModulithBlocker(
                    new StartupChanges(guardConfiguration, guardBlockedMigrations), beans, environment);
        }
    }
}
