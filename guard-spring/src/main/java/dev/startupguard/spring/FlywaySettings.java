package dev.startupguard.spring;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.Setting;
import dev.startupguard.settings.SettingsSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What {@code spring.flyway} says of the migrations and their history, so that it need not be said twice. */
final class FlywaySettings implements SettingsSource {

    private static final Bindable<List<String>> LIST = Bindable.listOf(String.class);

    private final Environment environment;

    FlywaySettings(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Setting> find(GuardKey key) {
        return switch (key) {
            case SCHEMA_LOCATIONS -> first(key, "spring.flyway.locations");
            case SCHEMA_HISTORY_TABLE -> first(key, "spring.flyway.table");
            // Flyway keeps its history in the first of its schemas where no default schema is named.
            case SCHEMA_DEFAULT_SCHEMA -> first(key, "spring.flyway.default-schema", "spring.flyway.schemas");
            default -> Optional.empty();
        };
    }

    @Override
    public Set<String> unknownNames() {
        return Set.of();
    }

    @Override
    public String name() {
        return "spring.flyway";
    }

    private Optional<Setting> first(GuardKey key, String... names) {
        Binder binder = Binder.get(environment);
        for (String name : names) {
            List<String> found = binder.bind(name, LIST).orElse(List.of());
            if (!found.isEmpty()) {
                String text = SettingText.isList(key) ? String.join(",", found) : found.get(0);
                return Optional.of(new Setting(key, text, name));
            }
        }
        return Optional.empty();
    }
}
