package dev.startupguard.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings from environment variables: {@code guard.schema.on-incompatible} is {@code GUARD_SCHEMA_ON_INCOMPATIBLE}, or
 * {@code GUARD_SCHEMA_ONINCOMPATIBLE} as Spring Boot spells it.
 *
 * <p>Unknown variables are logged and not refused: Kubernetes gives every pod beside a service called "guard" variables such as
 * {@code GUARD_SERVICE_HOST}, and those must not keep an application from starting.
 */
public final class EnvironmentSettings implements SettingsSource {

    private static final String PREFIX = "GUARD_";
    /** Read by the release tool; known, but no setting of an application. */
    private static final Set<String> OF_THE_RELEASE_TOOL = Set.of("GUARD_DB_PASSWORD");

    private final Map<String, String> variables;

    public EnvironmentSettings(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public Optional<Setting> find(GuardKey key) {
        return namesOf(key)
                .filter(variables::containsKey)
                .findFirst()
                .map(found -> new Setting(key, variables.get(found), "environment variable " + found));
    }

    @Override
    public Set<String> unknownNames() {
        Set<String> known = Arrays.stream(GuardKey.values())
                .flatMap(EnvironmentSettings::namesOf)
                .collect(Collectors.toSet());
        return variables.keySet().stream()
                .filter(each -> each.startsWith(PREFIX))
                .filter(each -> !known.contains(each) && !OF_THE_RELEASE_TOOL.contains(each))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean refusesUnknownNames() {
        return false;
    }

    @Override
    public String name() {
        return "environment";
    }

    private static Stream<String> namesOf(GuardKey key) {
        String dotted = key.key().toUpperCase(Locale.ROOT).replace('.', '_');
        Stream<String> names = Stream.of(dotted.replace('-', '_'), dotted.replace("-", ""));
        return key == GuardKey.MAINTENANCE_MODE
                ? Stream.concat(names, PropertySettings.MODE_AS_SPELT_ELSEWHERE.stream())
                : names;
    }
}
