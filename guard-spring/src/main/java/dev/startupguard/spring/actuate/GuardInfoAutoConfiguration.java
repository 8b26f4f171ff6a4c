package dev.startupguard.spring.actuate;

import dev.startupguard.StartupGuard;
import dev.startupguard.spring.GuardAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Adds the guard to the {@code info} endpoint. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnBooleanProperty(name = "guard.enabled", matchIfMissing = true)
@ConditionalOnBean(StartupGuard.class)
@ConditionalOnEnabledInfoContributor("guard")
public final class GuardInfoAutoConfiguration {

    @Bean
    GuardInfoContributor guardInfoContributor(StartupGuard startupGuard) {
        return new GuardInfoContributor(startupGuard);
    }
}
