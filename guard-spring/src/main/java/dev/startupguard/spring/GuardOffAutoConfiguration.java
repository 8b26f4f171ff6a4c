package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardListener;
import dev.startupguard.StartupGuard;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.traffic.WorkGate;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * What an application may inject, where {@code guard.enabled} is false: a {@link StartupGuard} that lets everything pass, and its
 * {@link WorkGate}. No other setting is read, so that the switch works whatever the others are.
 */
@AutoConfiguration
@Conditional(GuardOffAutoConfiguration.OnGuardDisabled.class)
public final class GuardOffAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    StartupGuard startupGuard(ApplicationContext context) {
        Settings off = Settings.of(new PropertySettings("switched off", Map.of(GuardKey.ENABLED.key(), "false")));
        return StartupGuard.builder()
                .configuration(GuardConfiguration.of(off))
                .classLoader(Objects.requireNonNull(context.getClassLoader()))
                .blockedMigrations(new BlockedMigrations())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    WorkGate guardWorkGate(StartupGuard startupGuard) {
        return startupGuard.workGate();
    }

    /** Starts an application's own guard too, which nobody else does. */
    @Bean
    GuardStart guardStart(StartupGuard startupGuard, ObjectProvider<GuardListener> listeners) {
        return new GuardStart(startupGuard, listeners);
    }

    /** The opposite of {@link OnGuardEnabled}. */
    static final class OnGuardDisabled extends NoneNestedConditions {

        OnGuardDisabled() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @Conditional(OnGuardEnabled.class)
        static final class Enabled {}
    }
}
