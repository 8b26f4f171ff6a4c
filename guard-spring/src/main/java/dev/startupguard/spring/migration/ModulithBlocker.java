package dev.startupguard.spring.migration;

import dev.startupguard.automigration.TargetDatabase;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Puts something that does nothing in the place of the bean by which Spring Modulith makes its table of event publications. It does
 * not build on Spring Boot's script initializer and cannot be seen from here but by name; nobody gets it injected.
 */
final class ModulithBlocker implements BeanPostProcessor, PriorityOrdered {

    static final String INITIALIZER = "org.springframework.modulith.events.jdbc.DatabaseSchemaInitializer";

    private static final String SETTING = "spring.modulith.events.jdbc.schema-initialization.enabled";

    private final StartupChanges changes;
    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    ModulithBlocker(StartupChanges changes, ConfigurableListableBeanFactory beans, Environment environment) {
        this.changes = changes;
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (!bean.getClass().getName().equals(INITIALIZER)) {
            return bean;
        }
        TargetDatabase database = database();
        if (!changes.areBlocked(database)) {
            return bean;
        }
        changes.report(
                "initialization of Spring Modulith's event publications",
                SETTING,
                environment.getProperty(SETTING, "true (by default)"),
                database);
        return new NothingToInitialize();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    /** Modulith takes the only or primary data source. */
    private TargetDatabase database() {
        DataSource dataSource = beans.getBeanProvider(DataSource.class).getIfUnique();
        return dataSource == null
                ? TargetDatabase.unknown("the database of Spring Modulith")
                : TargetDatabase.of(dataSource);
    }

    /** Stands where the initializer would. */
    private static final class NothingToInitialize {}
}
