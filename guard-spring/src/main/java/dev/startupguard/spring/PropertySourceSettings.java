package dev.startupguard.spring;

import dev.startupguard.settings.EnvironmentSettings;
import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.settings.Setting;
import dev.startupguard.settings.SettingsSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings from one of Spring's property sources, with Spring's relaxed names, placeholders and origins. */
final class PropertySourceSettings implements SettingsSource {

    private static final ConfigurationPropertyName GUARD = ConfigurationPropertyName.of("guard");
    private static final String[] MODE_AS_SPELT_ELSEWHERE = {"MaintenanceMode", "MAINTENANCE_MODE"};
    private static final String VARIABLE = "GUARD_";
    private static final String INDEX_OF_A_VARIABLE = "_\\d+_?$";

    private final ConfigurationPropertySource source;
    private final Environment environment;
    /** As of most places. */
    private final boolean isEmpty;

    PropertySourceSettings(ConfigurationPropertySource source, Environment environment) {
        this.source = source;
        this.environment = environment;
        this.isEmpty = source.containsDescendantOf(GUARD) == ConfigurationPropertyState.ABSENT;
    }

    @Override
    public Optional<Setting> find(GuardKey key) {
        return isEmpty ? elsewhere(key) : named(key).or(() -> elsewhere(key));
    }

    private Optional<Setting> named(GuardKey key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(key.key());
        ConfigurationProperty property = source.getConfigurationProperty(name);
        if (property != null) {
            return Optional.of(setting(key, SettingText.of(key, property.getValue()), origin(property)));
        }
        return SettingText.isList(key) ? elements(key, name) : Optional.empty();
    }

    private Optional<Setting> elsewhere(GuardKey key) {
        return key == GuardKey.MAINTENANCE_MODE ? modeAsSpeltElsewhere() : Optional.empty();
    }

    @Override
    public Set<String> unknownNames() {
        if (isSystemEnvironment()) {
            return unknownVariables();
        }
        return isEmpty ? Set.of() : unknownProperties();
    }

    @Override
    public boolean refusesUnknownNames() {
        return !isSystemEnvironment();
    }

    @Override
    public String name() {
        String name =
                source.getUnderlyingSource() instanceof PropertySource<?> named ? named.getName() : source.toString();
        return switch (name) {
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME -> "system property";
            case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME -> "environment";
            case CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME -> "command line";
            default -> name;
        };
    }

    /** A list as YAML writes it, one property per element. */
    private Optional<Setting> elements(GuardKey key, ConfigurationPropertyName name) {
        StringBuilder joined = new StringBuilder();
        String origin = null;
        ConfigurationProperty element;
        for (int i = 0; (element = source.getConfigurationProperty(name.append("[" + i + "]"))) != null; i++) {
            joined.append(i == 0 ? "" : ",").append(element.getValue());
            origin = i == 0 ? origin(element) : origin;
        }
        return origin == null ? Optional.empty() : Optional.of(setting(key, joined.toString(), origin));
    }

    private Optional<Setting> modeAsSpeltElsewhere() {
        if (source.getUnderlyingSource() instanceof PropertySource<?> named) {
            for (String spelling : MODE_AS_SPELT_ELSEWHERE) {
                Object value = named.getProperty(spelling);
                if (value != null) {
                    return Optional.of(setting(GuardKey.MAINTENANCE_MODE, value.toString(), name() + " " + spelling));
                }
            }
        }
        return Optional.empty();
    }

    private Setting setting(GuardKey key, String text, String origin) {
        try {
            return new Setting(key, environment.resolveRequiredPlaceholders(text), origin);
        } catch (IllegalArgumentException e) {
            // The exception's own message may quote the value, which may be a secret.
            InvalidSettingException refusal = new InvalidSettingException(
                    "%s (%s) has a placeholder that cannot be resolved; expected %s. Define the placeholder, or correct the value."
                            .formatted(key.key(), origin, key.expected()));
            if (!key.isSecret()) {
                refusal.initCause(e);
            }
            throw refusal;
        }
    }

    private Set<String> unknownProperties() {
        Set<String> unknown = new TreeSet<>();
        if (source instanceof IterableConfigurationPropertySource iterable) {
            iterable.stream()
                    .filter(GUARD::isAncestorOf)
                    .filter(each -> !isKnown(each))
                    .forEach(each -> unknown.add(each.toString()));
        }
        return unknown;
    }

    private static boolean isKnown(ConfigurationPropertyName name) {
        return Arrays.stream(GuardKey.values()).anyMatch(key -> isNameOf(key, name));
    }

    private static boolean isNameOf(GuardKey key, ConfigurationPropertyName name) {
        ConfigurationPropertyName known = ConfigurationPropertyName.of(key.key());
        return known.equals(name) || SettingText.isList(key) && known.isParentOf(name) && name.isLastElementIndexed();
    }

    private Set<String> unknownVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String each : variableNames()) {
            if (each.startsWith(VARIABLE)) {
                variables.put(each, each.replaceFirst(INDEX_OF_A_VARIABLE, ""));
            }
        }
        if (variables.isEmpty()) {
            return Set.of();
        }
        Set<String> unknown = new EnvironmentSettings(
                        variables.values().stream().distinct().collect(Collectors.toMap(each -> each, each -> "")))
                .unknownNames();
        return variables.keySet().stream()
                .filter(each -> unknown.contains(variables.get(each)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String[] variableNames() {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables
                ? variables.getPropertyNames()
                : new String[0];
    }

    private boolean isSystemEnvironment() {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    }

    private String origin(ConfigurationProperty property) {
        Origin origin = property.getOrigin();
        if (origin instanceof PropertySourceOrigin wrapper) {
            origin = wrapper.getOrigin();
        }
        if (origin instanceof SystemEnvironmentOrigin variable) {
            return "environment variable " + variable.getProperty();
        }
        return origin == null ? name() : origin.toString();
    }
}
