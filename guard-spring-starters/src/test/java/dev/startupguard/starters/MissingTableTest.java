package dev.startupguard.starters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** Quartz looks at its tables when it starts, and the start fails if nobody has made them. */
@ExtendWith(OutputCaptureExtension.class)
class MissingTableTest {

    @TempDir
    static Path folder;

    static Stream<FreshDatabase> databases() {
        return Stream.of(TestDatabase.h2File(folder), TestDatabase.POSTGRESQL.create());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theFailureIsExplained(FreshDatabase database, CapturedOutput output) {
        assertThat(startFails(database)).isTrue();

        assertThat(output)
                .contains("Blocked: initialization by SQL scripts, asked for by"
                        + " spring.quartz.jdbc.initialize-schema=always")
                .contains("APPLICATION FAILED TO START")
                .contains("The database lacks a table that the application needs while it starts")
                .containsIgnoringCase("qrtz_")
                .contains("set guard.auto-migration=allow in tests and on a developer's machine");
    }

    @Test
    void whereNothingIsBlockedAnotherExplanationIsNeeded(CapturedOutput output) {
        assertThat(startFails(
                        TestDatabase.h2File(folder),
                        "guard.auto-migration=allow",
                        "spring.quartz.jdbc.initialize-schema=never"))
                .isTrue();

        assertThat(output).doesNotContain("The database lacks a table");
    }

    private static boolean startFails(FreshDatabase database, String... settings) {
        SpringApplication application = new SpringApplicationBuilder(Scheduling.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "logging.config=classpath:logback-at-info.xml",
                        "spring.quartz.job-store-type=jdbc",
                        "spring.quartz.jdbc.initialize-schema=always",
                        "spring.liquibase.enabled=false")
                .properties(Everything.on(database, settings))
                .build();
        try {
            application.run().close();
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Scheduling {}
}
