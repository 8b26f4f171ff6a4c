package dev.startupguard.spring;

import dev.startupguard.GuardBuilder;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardListener;
import dev.startupguard.StartupGuard;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.maintenance.MaintenanceSource;
import dev.startupguard.traffic.WorkGate;
import dev.startupguard.warmup.ConnectionPoolWarmUp;
import dev.startupguard.warmup.WarmUpTask;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Guards a Spring Boot application, unless {@code guard.enabled} is false. Takes beans of the application where it has some: the
 * {@link javax.sql.DataSource}, {@link WarmUpTask}s, {@link GuardListener}s and {@link MaintenanceSource}s; offers the {@link
 * StartupGuard} and the {@link WorkGate} for background work that may write.
 *
 * <p>Parameters of bean methods have the names of the guard's beans here and in the other auto-configurations: Spring then asks for
 * that bean first, and else goes through all beans for each parameter while the application starts.
 */
@AutoConfiguration
@Conditional(OnGuardEnabled.class)
@Import({
    SpringBootRequirement.class,
    SchemaRequirementConfiguration.class,
    FlywayConfiguration.class,
    HikariConfiguration.class,
    EntityWarmUpConfiguration.class,
    ServletFilterConfiguration.class,
    HandlerConfiguration.class,
    WebServerConfiguration.class,
    ReactiveConfiguration.class
})
public final class GuardAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    GuardConfiguration guardConfiguration(Environment environment) {
        return GuardConfiguration.of(SpringSettings.of(environment));
    }

    @Bean
    @ConditionalOnMissingBean
    BlockedMigrations guardBlockedMigrations() {
        return new BlockedMigrations();
    }

    @Bean
    GuardedDataSource guardedDataSource(GuardConfiguration guardConfiguration, ConfigurableListableBeanFactory beans) {
        return GuardedDataSource.of(guardConfiguration.dataSource(), beans);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    StartupGuard startupGuard(
            GuardConfiguration guardConfiguration,
            GuardedDataSource guardedDataSource,
            BlockedMigrations guardBlockedMigrations,
            ObjectProvider<DataSource> dataSources,
            ObjectProvider<WarmUpTask> warmUpTasks,
            ApplicationContext context) {
        GuardBuilder builder = StartupGuard.builder()
                .configuration(AnswerablePages.of(guardConfiguration, context))
                .classLoader(Objects.requireNonNull(context.getClassLoader()))
                .blockedMigrations(guardBlockedMigrations);
        guardedDataSource.ifPresent(builder::dataSource);
        // The application's own, which need not be the one that migrates.
        DataSource pool = dataSources.getIfUnique(guardedDataSource::dataSource);
        if (pool != null) {
            builder.warmUpTask(ConnectionPoolWarmUp.task("connection pool", pool));
        }
        warmUpTasks.orderedStream().forEach(builder::warmUpTask);
        context.getBeansOfType(MaintenanceSource.class).forEach(builder::maintenanceSource);
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    WorkGate guardWorkGate(StartupGuard startupGuard) {
        return startupGuard.workGate();
    }

    @Bean
    GuardStart guardStart(StartupGuard startupGuard, ObjectProvider<GuardListener> listeners) {
        return new GuardStart(startupGuard, listeners);
    }

    @Bean
    GuardDrain guardDrain(StartupGuard startupGuard, ApplicationContext context) {
        return new GuardDrain(startupGuard, context);
    }
}
