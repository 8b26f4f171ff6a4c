package dev.startupguard.cli.target;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name the build: where its migrations are and what they need. */
public final class BuildOptions {

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description =
                    "The application's jar or war, whose migrations are meant by classpath: locations; also Spring Boot's"
                            + " with nested jars.")
    @Nullable
    Path jar;

    @Option(
            names = "--locations",
            paramLabel = "LOCATION",
            split = ",",
            description =
                    "Where the migrations are: filesystem:FOLDER or, with --jar, classpath:FOLDER. Repeatable. Default:"
                            + " classpath:db/migration.")
    List<String> locations = List.of();

    @Option(
            names = "--placeholder",
            paramLabel = "NAME=VALUE",
            description = "A placeholder of the migrations. Repeatable.")
    Map<String, String> placeholders = Map.of();

    /** As Flyway's properties. */
    Map<String, String> asProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        if (!locations.isEmpty()) {
            properties.put("flyway.locations", String.join(",", locations));
        }
        placeholders.forEach((name, value) -> properties.put("flyway.placeholders." + name, value));
        return properties;
    }
}
