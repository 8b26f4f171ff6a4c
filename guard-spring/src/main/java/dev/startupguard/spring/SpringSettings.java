package dev.startupguard.spring;

import dev.startupguard.settings.Settings;
import dev.startupguard.settings.SettingsSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/** The guard's settings as Spring knows them: one place per property source, in Spring's order, then Flyway's own settings. */
final class SpringSettings {

    private SpringSettings() {}

    static Settings of(Environment environment) {
        List<SettingsSource> places = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            places.add(new PropertySourceSettings(source, environment));
        }
        places.add(new FlywaySettings(environment));
        return Settings.of(places.toArray(SettingsSource[]::new));
    }
}
