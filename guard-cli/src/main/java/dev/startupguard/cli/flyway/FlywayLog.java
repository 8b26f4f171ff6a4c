package dev.startupguard.cli.flyway;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.flywaydb.core.internal.logging.slf4j.Slf4jLogCreator;

/**
 * Flyway's log through SLF4J, without the advice about H2's version: it comes with each connection, and nobody can follow it, since
 * H2 is in this tool's jar. Public for Flyway, which makes it by its name.
 */
public final class FlywayLog implements LogCreator {
    private final LogCreator all;

    /** As Flyway calls it. */
    public FlywayLog() {
        this(new Slf4jLogCreator());
    }

    FlywayLog(LogCreator all) {
        this.all = all;
    }

    @Override
    public Log createLogger(Class<?> type) {
        return new WithoutAdvice(all.createLogger(type));
    }

    private record WithoutAdvice(Log log) implements Log {
        @Override
        public void debug(String message) {
            log.debug(message);
        }

        @Override
        public void info(String message) {
            log.info(message);
        }

        @Override
        public void warn(String message) {
            if (!message.startsWith("Using H2 ") || !message.contains(" newer than ")) {
                log.warn(message);
            }
        }

        @Override
        public void error(String message) {
            log.error(message);
        }

        @Override
        public void error(String message, Exception failure) {
            log.error(message, failure);
        }

        @Override
        public void notice(String message) {
            log.notice(message);
        }
    }
}
