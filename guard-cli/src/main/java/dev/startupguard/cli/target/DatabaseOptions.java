package dev.startupguard.cli.target;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name the database, for every command. There is none for a password: others would read it in the process list. */
public final class DatabaseOptions {

    @Option(
            names = "--url",
            paramLabel = "JDBC_URL",
            description =
                    "The database, such as jdbc:postgresql://host/name. Default: FLYWAY_URL, SPRING_DATASOURCE_URL,"
                            + " flyway.url of a configuration file.")
    @Nullable
    String url;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "The database user. The password comes from GUARD_DB_PASSWORD, FLYWAY_PASSWORD,"
                    + " SPRING_DATASOURCE_PASSWORD, a configuration file, or a prompt.")
    @Nullable
    String user;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Flyway's schema history table. Default: flyway_schema_history.")
    @Nullable
    String table;

    @Option(
            names = "--default-schema",
            paramLabel = "NAME",
            description = "The schema of the history table. Default: the connection's current schema.")
    @Nullable
    String defaultSchema;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A configuration file of Flyway (flyway.conf) instead of those in the home and working directory.")
    @Nullable
    Path config;

    /** As Flyway's properties. */
    Map<String, String> asProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        put(properties, "flyway.url", url);
        put(properties, "flyway.user", user);
        put(properties, "flyway.table", table);
        put(properties, "flyway.defaultSchema", defaultSchema);
        return properties;
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** The configuration files to read, the last one counts most. */
    List<Path> configurationFiles(Path workingDirectory) {
        return config != null
                ? List.of(workingDirectory.resolve(config))
                : List.of(
                        Path.of(System.getProperty("user.home")).resolve("flyway.conf"),
                        workingDirectory.resolve("flyway.conf"));
    }
}
