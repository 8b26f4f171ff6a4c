package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application's own settings of the guard, which switch it off where the environment does not. */
@Configuration(proxyBeanMethods = false)
class SwitchedOff {

    @Bean
    GuardConfiguration ownGuardConfiguration() {
        return GuardConfiguration.of(Settings.of(new PropertySettings(
                "own",
                Map.of(
                        "guard.enabled", "false",
                        "guard.schema.locations", "classpath:migrations",
                        "guard.schema.on-incompatible", "fail"))));
    }
}
