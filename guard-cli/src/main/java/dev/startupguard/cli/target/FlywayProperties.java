package dev.startupguard.cli.target;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.jspecify.annotations.Nullable;

/** Flyway's properties from everywhere that teams have written them already; the later place counts more. */
final class FlywayProperties {
    private static final String PASSWORD = "flyway.password";

    private static final Map<String, String> SPRING = Map.of(
            "SPRING_DATASOURCE_URL", "flyway.url",
            "SPRING_DATASOURCE_USERNAME", "flyway.user",
            "SPRING_DATASOURCE_PASSWORD", PASSWORD);

    private final Session session;

    FlywayProperties(Session session) {
        this.session = session;
    }

    /** Configuration files, then Spring's and Flyway's environment variables, then options, then the tool's own password. */
    Map<String, String> collect(List<Path> files, Map<String, String> options) {
        Map<String, String> properties = new LinkedHashMap<>();
        files.forEach(file -> properties.putAll(read(file)));
        SPRING.forEach((variable, property) -> putIfSet(properties, property, variable));
        session.environment().forEach((variable, value) -> {
            String property = ConfigUtils.convertKey(variable);
            if (property != null) {
                properties.put(property, value);
            }
        });
        properties.putAll(options);
        putIfSet(properties, PASSWORD, "GUARD_DB_PASSWORD");
        return properties;
    }

    /** Asks for the password where there is a user and no password; without a terminal the database is tried without one. */
    void completePassword(Map<String, String> properties) {
        String user = properties.get("flyway.user");
        if (user != null && !properties.containsKey(PASSWORD)) {
            String answer = session.prompt().ask("Password of " + user + ": ");
            if (answer != null) {
                properties.put(PASSWORD, answer);
            }
        }
    }

    private void putIfSet(Map<String, String> properties, String property, String variable) {
        @Nullable String value = session.environment().get(variable);
        if (value != null) {
            properties.put(property, value);
        }
    }

    private Map<String, String> read(Path file) {
        if (file.toString().endsWith(".toml")) {
            throw CliFailure.usage(
                    "The configuration file " + file + " is in TOML.",
                    "a flyway.conf; TOML is not read yet.",
                    "give the settings as options or FLYWAY_* variables.");
        }
        boolean isDefault = file.getFileName().toString().equals("flyway.conf") && !Files.exists(file);
        return isDefault ? Map.of() : ConfigUtils.loadConfigurationFile(file.toFile(), "UTF-8", true);
    }
}
