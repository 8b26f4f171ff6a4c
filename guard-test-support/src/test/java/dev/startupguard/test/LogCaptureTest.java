package dev.startupguard.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogCaptureTest {

    @Test
    void recordsFormattedLinesOfEveryLevelUntilClosed() {
        Logger logger = LoggerFactory.getLogger("captured");
        LogCapture capture = LogCapture.of("captured");
        logger.trace("looked {} times", 3);
        logger.warn("gave up");
        capture.close();
        logger.warn("not recorded");

        assertThat(capture.messages()).containsExactly("looked 3 times", "gave up");
        assertThat(capture.messages("WARN")).containsExactly("gave up");
    }
}
