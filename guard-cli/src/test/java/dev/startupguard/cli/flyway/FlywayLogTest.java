package dev.startupguard.cli.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.logging.Log;
import org.junit.jupiter.api.Test;

class FlywayLogTest {
    private final List<String> lines = new ArrayList<>();
    private final Log log = new FlywayLog(type -> new Lines(lines)).createLogger(FlywayLogTest.class);

    @Test
    void theAdviceAboutH2sVersionIsLeftOutAndThatAboutOthersStays() {
        String advice = " 99 which is newer than the version Flyway has been verified with.";
        log.warn("Using H2" + advice);
        log.warn("Using PostgreSQL" + advice);
        log.warn("Using H2 in a way that is not supported");
        log.error("failed", new IllegalStateException());
        log.notice("note");

        assertThat(lines)
                .containsExactly(
                        "warn Using PostgreSQL" + advice,
                        "warn Using H2 in a way that is not supported",
                        "error failed",
                        "notice note");
    }

    private record Lines(List<String> lines) implements Log {
        @Override
        public void debug(String message) {
            lines.add("debug " + message);
        }

        @Override
        public void info(String message) {
            lines.add("info " + message);
        }

        @Override
        public void warn(String message) {
            lines.add("warn " + message);
        }

        @Override
        public void error(String message) {
            lines.add("error " + message);
        }

        @Override
        public void error(String message, Exception failure) {
            lines.add("error " + message);
        }

        @Override
        public void notice(String message) {
            lines.add("notice " + message);
        }
    }
}
