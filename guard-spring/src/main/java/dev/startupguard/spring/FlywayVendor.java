package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.InProcessDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts the vendor in the place of {@code {vendor}} in Flyway's locations where Flyway is blocked: Spring Boot would open a
 * connection to learn it, and a database that is down would end the start-up.
 */
final class FlywayVendor implements BeanPostProcessor, PriorityOrdered {

    private static final String PLACEHOLDER = "{vendor}";

    private final ObjectProvider<GuardConfiguration> configuration;
    private final ConfigurableListableBeanFactory beans;

    FlywayVendor(ObjectProvider<GuardConfiguration> configuration, ConfigurableListableBeanFactory beans) {
        this.configuration = configuration;
        this.beans = beans;
    }

    /** After initialization, when the properties are bound. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof FlywayProperties flyway && asksForVendor(flyway.getLocations())) {
            String url = url(flyway);
            DatabaseDriver driver = DatabaseDriver.fromJdbcUrl(url);
            if (driver != DatabaseDriver.UNKNOWN
                    && configuration.getObject().autoMigration().blocks(url)) {
                flyway.setLocations(flyway.getLocations().stream()
                        .map(each -> each.replace(PLACEHOLDER, driver.getId()))
                        .toList());
            }
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    private static boolean asksForVendor(List<String> locations) {
        return locations.stream().anyMatch(each -> each.contains(PLACEHOLDER));
    }

    private @Nullable String url(FlywayProperties flyway) {
        if (flyway.getUrl() != null) {
            return flyway.getUrl();
        }
        String[] ofFlyway = beans.getBeanNamesForAnnotation(FlywayDataSource.class);
        DataSource dataSource = ofFlyway.length > 0
                ? beans.getBean(ofFlyway[0], DataSource.class)
                : beans.getBeanProvider(DataSource.class).getIfUnique();
        return dataSource == null ? null : InProcessDatabase.urlOf(dataSource).orElse(null);
    }
}
