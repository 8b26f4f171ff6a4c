package dev.startupguard.starters;

import dev.startupguard.test.FreshDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application with every starter of this module, as far as it is on the class path. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Everything {

    /** Starts it and tells what was blocked; called by reflection in class loaders of tests. */
    public static List<String> blockedAtStart(String[] settings) {
        try (ConfigurableApplicationContext context = start(settings)) {
            return Applications.settings(context);
        }
    }

    static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(Everything.class)
                .properties("spring.config.name=everything", "server.port=0", "spring.quartz.auto-startup=false")
                .run(Stream.of(settings).map("--"::concat).toArray(String[]::new));
    }

    static String[] on(FreshDatabase database, String... settings) {
        return Stream.concat(
                        Stream.of(
                                "spring.datasource.url=" + database.url(),
                                "spring.datasource.username=" + database.user(),
                                "spring.datasource.password=" + database.password()),
                        Stream.of(settings))
                .toArray(String[]::new);
    }
}
