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
    GuardedDataSource guardedDataSource(GuardConfiguration configuration, ConfigurableListableBeanFactory beans) {
        return GuardedDataSource.of(configuration.dataSource(), beans);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    StartupGuard startupGuard(
            GuardConfiguration configuration,
            GuardedDataSource dataSource,
            BlockedMigrations blocked,
            ObjectProvider<DataSource> dataSources,
            ObjectProvider<WarmUpTask> warmUpTasks,
            ApplicationContext context) {
        GuardBuilder builder = StartupGuard.builder()
                .configuration(AnswerablePages.of(configuration, context))
                .classLoader(Objects.requireNonNull(context.getClassLoader()))
                .blockedMigrations(blocked);
        dataSource.ifPresent(builder::dataSource);
        // The application's own, which need not be the one that migrates.
        DataSource pool = dataSources.getIfUnique(dataSource::dataSource);
        if (pool != null) {
            builder.warmUpTask(ConnectionPoolWarmUp.task("connection pool", pool));
        }
        warmUpTasks.orderedStream().forEach(builder::warmUpTask);
        context.getBeansOfType(MaintenanceSource.class).forEach(builder::maintenanceSource);
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    WorkGate guardWorkGate(StartupGuard guard) {
        return guard.workGate();
    }

    @Bean
    GuardStart guardStart(StartupGuard guard, ObjectProvider<GuardListener> listeners) {
        return new GuardStart(guard, listeners);
    }

    @Bean
    GuardDrain guardDrain(StartupGuard guard, ApplicationContext context) {
        return new GuardDrain(guard, context);
    }
}
