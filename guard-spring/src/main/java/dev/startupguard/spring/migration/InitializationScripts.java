package dev.startupguard.spring.migration;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;

/** Finds out whether there is a script at all: {@code spring.sql.init} looks in vain in most applications. */
final class InitializationScripts {

    private static final Logger log = LoggerFactory.getLogger(InitializationScripts.class);

    private static final String OPTIONAL = "optional:";

    private final ResourcePatternResolver resolver;

    InitializationScripts(ResourceLoader resources) {
        this.resolver = ResourcePatternUtils.getResourcePatternResolver(resources);
    }

    boolean exist(DatabaseInitializationSettings settings) {
        return Stream.of(settings.getSchemaLocations(), settings.getDataLocations())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .anyMatch(this::isThere);
    }

    private boolean isThere(String location) {
        String pattern = location.startsWith(OPTIONAL) ? location.substring(OPTIONAL.length()) : location;
        try {
            return Arrays.stream(resolver.getResources(pattern)).anyMatch(Resource::isReadable);
        } catch (IOException e) {
            // Spring Boot looks there in a moment and fails, with its own message.
            log.debug("{} cannot be looked at", location, e);
            return false;
        }
    }
}
