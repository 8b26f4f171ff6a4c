package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.automigration.SchemaGenerationContributor;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.settings.GuardKey;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** Hands the guard's settings to every EntityManagerFactory, Spring Boot's and those that the application makes itself. */
final class EntityManagerFactorySettings implements BeanPostProcessor, PriorityOrdered {

    private final ObjectProvider<GuardConfiguration> configuration;
    private final ObjectProvider<BlockedMigrations> blocked;

    EntityManagerFactorySettings(
            ObjectProvider<GuardConfiguration> configuration, ObjectProvider<BlockedMigrations> blocked) {
        this.configuration = configuration;
        this.blocked = blocked;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
            prepare(factory, configuration.getIfAvailable());
        }
        return bean;
    }

    /** Early, yet after Spring Boot has bound {@code @ConfigurationProperties} to what the application makes itself. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    private void prepare(LocalContainerEntityManagerFactoryBean factory, @Nullable GuardConfiguration settings) {
        Map<String, Object> jpa = factory.getJpaPropertyMap();
        jpa.put(GuardKey.ENABLED.key(), String.valueOf(settings != null && settings.enabled()));
        if (settings == null || !settings.enabled()) {
            return;
        }
        OnIncompatible onIncompatible = settings.schema().onIncompatible();
        jpa.put(GuardKey.AUTO_MIGRATION.key(), settings.autoMigration().label());
        jpa.put(GuardKey.SCHEMA_ON_INCOMPATIBLE.key(), onIncompatible.name().toLowerCase(Locale.ROOT));
        jpa.put(SchemaGenerationContributor.BLOCKED, blocked.getObject());
        if (onIncompatible != OnIncompatible.FAIL) {
            SilentDatabase.prepare(factory, settings.databaseTimeout());
        }
    }
}
