package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.BlockedMigrations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Tells JPA what the guard's settings are. Holds with {@code guard.enabled=false} too: what blocks Hibernate is found by
 * Hibernate itself and would not know otherwise.
 */
@AutoConfiguration
@ConditionalOnClass(LocalContainerEntityManagerFactoryBean.class)
public final class GuardJpaAutoConfiguration {

    @Bean
    static EntityManagerFactorySettings guardEntityManagerFactorySettings(
            ObjectProvider<GuardConfiguration> guardConfiguration,
            ObjectProvider<BlockedMigrations> guardBlockedMigrations) {
        return new EntityManagerFactorySettings(guardConfiguration, guardBlockedMigrations);
    }

    /** Spring Boot's default for {@code ddl-auto} is chosen by asking the database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HibernateProperties.class)
    @Conditional(OnGuardEnabled.class)
    static class DdlAutoConfiguration {

        @Bean
        static DdlAutoDefault guardDdlAutoDefault(
                ObjectProvider<GuardConfiguration> guardConfiguration, ConfigurableListableBeanFactory beans) {
            return new DdlAutoDefault(guardConfiguration, beans);
        }
    }
}
