package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.InProcessDatabase;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Sets {@code spring.jpa.hibernate.ddl-auto} to {@code none} where it is not set and would be blocked. Spring Boot would come to
 * the same for a database outside of this process, but opens a connection to learn that it is one.
 */
final class DdlAutoDefault implements BeanPostProcessor, PriorityOrdered {

    private final ObjectProvider<GuardConfiguration> configuration;
    private final ConfigurableListableBeanFactory beans;

    DdlAutoDefault(ObjectProvider<GuardConfiguration> configuration, ConfigurableListableBeanFactory beans) {
        this.configuration = configuration;
        this.beans = beans;
    }

    /** After initialization, when the properties are bound. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof HibernateProperties hibernate && hibernate.getDdlAuto() == null && isBlocked()) {
            hibernate.setDdlAuto("none");
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** Not where there is no guard, as in a test slice. */
    private boolean isBlocked() {
        GuardConfiguration settings = configuration.getIfAvailable();
        return settings != null
                && settings.enabled()
                && settings.autoMigration().blocks(url());
    }

    private @Nullable String url() {
        DataSource dataSource = beans.getBeanProvider(DataSource.class).getIfUnique();
        return dataSource == null ? null : InProcessDatabase.urlOf(dataSource).orElse(null);
    }
}
