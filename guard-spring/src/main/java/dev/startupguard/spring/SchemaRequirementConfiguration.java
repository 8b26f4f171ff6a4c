package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The check that must pass with {@code on-incompatible=fail} before any bean that is known to use the database. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnSchemaRequired.class)
class SchemaRequirementConfiguration {

    @Bean
    SchemaRequirement guardSchemaRequirement(
            GuardConfiguration guardConfiguration,
            ObjectProvider<GuardedDataSource> guardedDataSource,
            ApplicationContext context) {
        return new SchemaRequirement(
                guardConfiguration, guardedDataSource, Objects.requireNonNull(context.getClassLoader()));
    }

    /** Makes such beans, an EntityManagerFactory or a JdbcTemplate, depend on the requirement. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DatabaseInitializationDependencyConfigurer.class)
    @Import(DatabaseInitializationDependencyConfigurer.class)
    static class DependencyConfiguration {}
}
