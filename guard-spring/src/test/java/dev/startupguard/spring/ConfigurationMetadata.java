package dev.startupguard.spring;

import dev.startupguard.settings.GuardKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the metadata that editors complete and check {@code application.yaml} with, from the one table of settings. */
final class ConfigurationMetadata {

    static final Map<GuardKey, List<String>> CHOICES = new EnumMap<>(Map.of(
            GuardKey.AUTO_MIGRATION, List.of("block", "always", "allow"),
            GuardKey.SCHEMA_ON_INCOMPATIBLE, List.of("hold", "fail", "warn"),
            GuardKey.MAINTENANCE_MODE, List.of("on", "read-only", "off"),
            GuardKey.READINESS_IN_MAINTENANCE, List.of("ready", "not-ready")));

    private ConfigurationMetadata() {}

    static String json() {
        return """
                {
                  "groups": [
                    {
                      "name": "guard",
                      "description": "Settings of Startup Guard."
                    }
                  ],
                  "properties": [
                %s
                  ],
                  "hints": [
                %s
                  ]
                }
                """.formatted(
                        Arrays.stream(GuardKey.values())
                                .map(ConfigurationMetadata::property)
                                .collect(Collectors.joining(",\n")),
                        Stream.concat(
                                        CHOICES.entrySet().stream().map(each -> hint(each.getKey(), each.getValue())),
                                        Stream.of(DATA_SOURCE_HINT))
                                .collect(Collectors.joining(",\n")));
    }

    private static final String DATA_SOURCE_HINT = """
                {
                  "name": "guard.database.data-source",
                  "providers": [
                    {
                      "name": "spring-bean-reference",
                      "parameters": {
                        "target": "javax.sql.DataSource"
                      }
                    }
                  ]
                }""".indent(4).stripTrailing();

    private static String property(GuardKey key) {
        String defaultValue = defaultValue(key);
        return """
                {
                  "name": %s,
                  "type": %s,
                  "description": %s%s
                }""".formatted(
                        quoted(key.key()),
                        quoted(type(key)),
                        quoted(key.description()),
                        defaultValue == null ? "" : ",\n  \"defaultValue\": " + defaultValue)
                .indent(4)
                .stripTrailing();
    }

    private static String type(GuardKey key) {
        String expected = key.expected();
        if (expected.equals("true or false")) {
            return "java.lang.Boolean";
        }
        if (expected.startsWith("a duration")) {
            return "java.time.Duration";
        }
        return SettingText.isList(key) ? "java.util.List<java.lang.String>" : "java.lang.String";
    }

    private static @Nullable String defaultValue(GuardKey key) {
        String value = key.defaultValue();
        if (value == null || value.isEmpty()) {
            return null;
        }
        return switch (type(key)) {
            case "java.lang.Boolean" -> value;
            case "java.util.List<java.lang.String>" -> "[" + quoted(value) + "]";
            default -> quoted(value);
        };
    }

    private static String hint(GuardKey key, List<String> choices) {
        return """
                {
                  "name": %s,
                  "values": [
                %s
                  ]
                }""".formatted(
                        quoted(key.key()),
                        choices.stream()
                                .map(each -> "    { \"value\": " + quoted(each) + " }")
                                .collect(Collectors.joining(",\n")))
                .indent(4)
                .stripTrailing();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
