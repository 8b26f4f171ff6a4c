package dev.startupguard.spring.migration;

import dev.startupguard.automigration.TargetDatabase;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;

/** Disables Spring's own script initializers ({@code jdbc:initialize-database}) where their database must not change. */
final class PlainScriptBlocker implements BeanPostProcessor, PriorityOrdered {

    private final StartupChanges changes;

    PlainScriptBlocker(StartupChanges changes) {
        this.changes = changes;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof DataSourceInitializer initializer) {
            TargetDatabase database =
                    HiddenField.read(initializer, "dataSource", DataSource.class) instanceof DataSource dataSource
                            ? TargetDatabase.of(dataSource)
                            : TargetDatabase.unknown("the database of bean '" + beanName + "'");
            if (!Boolean.FALSE.equals(HiddenField.read(initializer, "enabled", boolean.class))
                    && changes.areBlocked(database)) {
                initializer.setEnabled(false);
                changes.report("initialization by SQL scripts", "bean '" + beanName + "', enabled", "true", database);
            }
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }
}
