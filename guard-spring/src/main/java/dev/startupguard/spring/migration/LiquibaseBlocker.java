package dev.startupguard.spring.migration;

import dev.startupguard.automigration.TargetDatabase;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Tells every Liquibase bean whose database must not change not to run. The bean stays as it is, for its Actuator endpoint and for
 * what depends on it, and opens no connection.
 */
final class LiquibaseBlocker implements BeanPostProcessor, PriorityOrdered {

    private static final String CHANGE_LOG = "spring.liquibase.change-log";
    private static final String DEFAULT_CHANGE_LOG = "classpath:/db/changelog/db.changelog-master.yaml";

    private final StartupChanges changes;
    private final Environment environment;

    LiquibaseBlocker(StartupChanges changes, Environment environment) {
        this.changes = changes;
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof SpringLiquibase liquibase) {
            if (shouldRun(liquibase) && isBlocked(beanName, liquibase.getDataSource(), liquibase.getChangeLog())) {
                liquibase.setShouldRun(false);
            }
        } else if (bean instanceof MultiTenantSpringLiquibase tenants
                && tenants.isShouldRun()
                && isBlocked(beanName, tenants.getDataSource(), tenants.getChangeLog())) {
            tenants.setShouldRun(false);
        }
        return bean;
    }

    /** Early, yet after Spring Boot has bound {@code @ConfigurationProperties} to what the application makes itself. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    private boolean isBlocked(String beanName, @Nullable DataSource dataSource, @Nullable String changeLog) {
        TargetDatabase database = dataSource == null
                ? TargetDatabase.unknown("the databases of bean '" + beanName + "'")
                : TargetDatabase.of(dataSource);
        if (!changes.areBlocked(database)) {
            return false;
        }
        String file = String.valueOf(changeLog);
        boolean isOfSpringBoot = file.equals(environment.getProperty(CHANGE_LOG, DEFAULT_CHANGE_LOG));
        changes.report(
                "migration by Liquibase bean '" + beanName + "'",
                isOfSpringBoot ? CHANGE_LOG : "its change log",
                file,
                database);
        return true;
    }

    /** What {@code setShouldRun} set, for which there is no getter; where it is not to be seen, it is taken to be true. */
    private static boolean shouldRun(SpringLiquibase liquibase) {
        return !Boolean.FALSE.equals(HiddenField.read(liquibase, "shouldRun", boolean.class));
    }
}
