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
            GuardKey.READINESS_IN_MAINTENANCE, List.of("ready", "not-ready"),
            GuardKey.READINESS_DRAINING_STATUS, List.of("503", "404")));

    /** Values worth offering where any other is accepted too. */
    private static final Map<GuardKey, List<String>> SUGGESTIONS = new EnumMap<>(Map.of(
            GuardKey.DEPLOYMENT, List.of("blue", "green"),
            GuardKey.ROLE, List.of("web", "worker"),
            GuardKey.ENDPOINTS_ALIASES,
                    List.of("/livez=live", "/readyz=ready", "/_ah/warmup=warmup", "/robots933456.txt=live")));

    /** What an editor completes the value as. */
    private static final Map<GuardKey, String> HANDLED_AS = new EnumMap<>(Map.of(
            GuardKey.SCHEMA_LOCATIONS, "org.springframework.core.io.Resource",
            GuardKey.MAINTENANCE_PAGE, "org.springframework.core.io.Resource",
            GuardKey.MAINTENANCE_FILE, "java.io.File"));

    private static final List<String> OF_ACTUATOR = List.of(
            property(
                    "management.endpoint.maintenance.access",
                    "org.springframework.boot.actuate.endpoint.Access",
                    "Permitted level of access for the maintenance endpoint, which reads and switches the guard's mode.",
                    quoted("unrestricted")),
            property(
                    "management.health.guard.enabled",
                    "java.lang.Boolean",
                    "Whether the guard takes part in health, and in the readiness and liveness groups.",
                    "true"),
            property(
                    "management.info.guard.enabled",
                    "java.lang.Boolean",
                    "Whether info names the guard's version, this instance and the schemas that its build works with.",
                    "true"));

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
                Stream.concat(
                                Arrays.stream(GuardKey.values()).map(ConfigurationMetadata::property),
                                OF_ACTUATOR.stream())
                        .collect(Collectors.joining(",\n")),
                Stream.of(
                                CHOICES.entrySet().stream().map(each -> hint(each.getKey(), each.getValue(), "")),
                                SUGGESTIONS.entrySet().stream()
                                        .map(each -> hint(each.getKey(), each.getValue(), ANY_OTHER)),
                                HANDLED_AS.entrySet().stream()
                                        .map(each -> provider(each.getKey(), "handle-as", quoted(each.getValue()))),
                                Stream.of(provider(
                                        GuardKey.DATABASE_DATA_SOURCE,
                                        "spring-bean-reference",
                                        quoted("javax.sql.DataSource"))))
                        .flatMap(each -> each)
                        .collect(Collectors.joining(",\n")));
    }

    private static final String ANY_OTHER = """
            ,
              "providers": [
                { "name": "any" }
              ]""".stripTrailing();

    private static String provider(GuardKey key, String name, String target) {
        return """
                {
                  "name": %s,
                  "providers": [
                    {
                      "name": %s,
                      "parameters": {
                        "target": %s
                      }
                    }
                  ]
                }""".formatted(quoted(key.key()), quoted(name), target).indent(4).stripTrailing();
    }

    private static String property(GuardKey key) {
        return property(key.key(), type(key), key.description(), defaultValue(key));
    }

    private static String property(String name, String type, String description, @Nullable String defaultValue) {
        return """
                {
                  "name": %s,
                  "type": %s,
                  "description": %s%s
                }""".formatted(
                        quoted(name),
                        quoted(type),
                        quoted(description),
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

    private static String hint(GuardKey key, List<String> choices, String more) {
        return """
                {
                  "name": %s,
                  "values": [
                %s
                  ]%s
                }""".formatted(
                        quoted(key.key()),
                        choices.stream()
                                .map(each -> "    { \"value\": " + quoted(each) + " }")
                                .collect(Collectors.joining(",\n")),
                        more)
                .indent(4)
                .stripTrailing();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
