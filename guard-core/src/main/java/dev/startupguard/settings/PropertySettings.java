package dev.startupguard.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings from names and values spelt as documented: system properties, a file, servlet context parameters, a builder. */
public final class PropertySettings implements SettingsSource {

    /** Azure's application settings, for one, are environment variables in any spelling. */
    static final List<String> MODE_AS_SPELT_ELSEWHERE = List.of("MAINTENANCE_MODE", "MaintenanceMode");

    private final String name;
    private final Map<String, String> values;

    /** @param name the place in words, used in messages as {@code (name)} */
    public PropertySettings(String name, Map<String, String> values) {
        this.name = name;
        this.values = Map.copyOf(values);
    }

    @Override
    public Optional<Setting> find(GuardKey key) {
        Stream<String> names = key == GuardKey.MAINTENANCE_MODE
                ? Stream.concat(Stream.of(key.key()), MODE_AS_SPELT_ELSEWHERE.stream())
                : Stream.of(key.key());
        return names.map(values::get).filter(Objects::nonNull).findFirst().map(found -> new Setting(key, found, name));
    }

    @Override
    public Set<String> unknownNames() {
        return values.keySet().stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(GuardKey.PREFIX))
                .filter(each -> GuardKey.ofKey(each).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String name() {
        return name;
    }
}
