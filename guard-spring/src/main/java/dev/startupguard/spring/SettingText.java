package dev.startupguard.spring;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import java.util.Collection;
import java.util.stream.Collectors;

/** The text of a value that a property source holds as something else, as YAML does. */
final class SettingText {

    private SettingText() {}

    static boolean isList(GuardKey key) {
        return key.expected().startsWith("a comma-separated list");
    }

    /** @throws InvalidSettingException for a version that YAML has read as a number: 2.10 would be 2.1 by now */
    static String of(GuardKey key, Object value) {
        boolean isVersion = key == GuardKey.SCHEMA_MIN || key == GuardKey.SCHEMA_MAX;
        if (isVersion && (value instanceof Double || value instanceof Float)) {
            throw new InvalidSettingException(
                    "%s is the number %s; expected %s as text, since as a number 2.10 is 2.1. Put the version in quotes."
                            .formatted(key.key(), value, key.expected()));
        }
        return value instanceof Collection<?> elements
                ? elements.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
