package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineIT {
    @TempDir
    Path folder;

    @Test
    void migrateThenServe() {
        try (SampleProcess sample = SampleProcess.start(folder, Map.of(), "migrate", "serve")) {
            sample.awaitPort();

            sample.awaitOutput("Conference registration at http://localhost:" + sample.port() + "/ (release 3, H2)");
        }
    }

    @Test
    void migrateAloneEndsWithZero() {
        try (SampleProcess sample = SampleProcess.start(folder, Map.of("SAMPLE_RELEASE", "1"), "migrate")) {
            assertThat(sample.awaitExit()).as(sample::output).isZero();
            assertThat(sample.output()).contains("the schema is at version 1.2");
        }
    }

    @Test
    void aFailedMigrationEndsWithFourAndTheReason() {
        Map<String, String> nobodyThere = Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/conferences");
        try (SampleProcess sample = SampleProcess.start(folder, nobodyThere, "migrate", "serve")) {
            assertThat(sample.awaitExit()).isEqualTo(4);
            assertThat(sample.output()).contains("The migration failed: ", "Connection to 127.0.0.1:1 refused");
        }
    }

    @Test
    void anUnknownStepEndsWithTwo() {
        try (SampleProcess sample = SampleProcess.start(folder, Map.of(), "start")) {
            assertThat(sample.awaitExit()).isEqualTo(2);
            assertThat(sample.output()).isEqualTo("""
                    'start' is no step; the steps are migrate and serve.
                    Usage: java -jar sample-app.jar [migrate] [serve] [--key=value ...]
                    """);
        }
    }

    @Test
    void anUnknownReleaseEndsWithTwo() {
        try (SampleProcess sample = SampleProcess.start(folder, Map.of("SAMPLE_RELEASE", "4"))) {
            assertThat(sample.awaitExit()).isEqualTo(2);
            assertThat(sample.output())
                    .isEqualTo("SAMPLE_RELEASE is '4'; expected 1, 2 or 3. Set one of them, or none for 3.\n");
        }
    }
}
