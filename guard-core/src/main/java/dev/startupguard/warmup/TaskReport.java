package dev.startupguard.warmup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one warm-up task stands.
 *
 * @param name the task's name
 * @param outcome how its last attempt ended, or that it waits
 * @param duration time of its last attempt; zero before the first
 * @param detail what went wrong or what it waits for, without credentials; null where there is nothing to say
 */
public record TaskReport(
        String name,
        Outcome outcome,
        Duration duration,
        @Nullable String detail) {
    public enum Outcome {
        /** Its turn has not come. */
        WAITING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** Not finished within its time limit or the warm-up's budget. */
        TIMED_OUT,
        /** Waits for a schema that fits this build. */
        DEFERRED
    }

    static TaskReport waiting(String name) {
        return new TaskReport(name, Outcome.WAITING, Duration.ZERO, null);
    }

    static TaskReport running(String name) {
        return new TaskReport(name, Outcome.RUNNING, Duration.ZERO, null);
    }

    static TaskReport deferred(String name) {
        return new TaskReport(name, Outcome.DEFERRED, Duration.ZERO, "waits for a schema that fits this build");
    }

    TaskReport stopped() {
        return new TaskReport(name, Outcome.FAILED, duration, "stopped, the guard was closed");
    }

    boolean succeeded() {
        return outcome == Outcome.SUCCEEDED;
    }

    boolean failed() {
        return outcome == Outcome.FAILED || outcome == Outcome.TIMED_OUT;
    }
}
