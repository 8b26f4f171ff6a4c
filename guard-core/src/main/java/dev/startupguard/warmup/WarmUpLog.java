package dev.startupguard.warmup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator reads of the warm-up: one line for each result that is new; a failure that repeats is not repeated here. */
final class WarmUpLog {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private String lastFailures = "";

    void ended(WarmUpReport report, long retryInSeconds) {
        long millis = report.duration().toMillis();
        switch (report.state()) {
            case COMPLETE ->
                log.info(
                        "Warm-up complete: {} tasks, the last run took {} ms.",
                        report.tasks().size(),
                        millis);
            case DEFERRED -> log.info("Warm-up goes on when the schema fits this build; what needs no schema is done.");
            default -> failed(report, millis, retryInSeconds);
        }
    }

    private void failed(WarmUpReport report, long millis, long retryInSeconds) {
        String failures = report.failures();
        if (failures.equals(lastFailures)) {
            log.debug("Warm-up run {} failed as the one before; next in {} s.", report.attempts(), retryInSeconds);
            return;
        }
        lastFailures = failures;
        log.warn(
                "Warm-up run {} failed after {} ms: {}. It is tried again in {} s, and until it succeeds; stack traces are"
                        + " logged at DEBUG by this package.",
                report.attempts(),
                millis,
                failures,
                retryInSeconds);
    }

    void listenerFailed(Throwable failure) {
        log.warn("A listener to the warm-up failed; the warm-up goes on.", failure);
    }
}
