package dev.startupguard.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.schema.OnIncompatible;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Keeps a pool from failing for good, or for as long as a driver hangs, at the first connection that it cannot make: HikariCP
 * makes that one while every other caller waits for its lock. With {@code fail} it may stay so, since start-up ends anyway.
 */
final class PatientHikari implements BeanPostProcessor, PriorityOrdered {

    static final String SETTING = "spring.datasource.hikari.initialization-fail-timeout";

    private static final long HIKARIS_DEFAULT = 1;
    private static final long DO_NOT_CONNECT_FIRST = -1;

    private final ObjectProvider<GuardConfiguration> configuration;
    private final Environment environment;

    PatientHikari(ObjectProvider<GuardConfiguration> configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    /** After initialization, when the properties are bound; the pool itself is made at the first use. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool
                && pool.getHikariPoolMXBean() == null
                && pool.getInitializationFailTimeout() == HIKARIS_DEFAULT
                && !environment.containsProperty(SETTING)
                && configuration.getObject().schema().onIncompatible() != OnIncompatible.FAIL) {
            pool.setInitializationFailTimeout(DO_NOT_CONNECT_FIRST);
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
