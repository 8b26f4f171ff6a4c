package dev.startupguard.warmup;

import java.time.Duration;

/**
 * One named step of the warm-up.
 *
 * @param name names it in the report and the log; unique within a warm-up, not blank
 * @param timeLimit positive; a task that takes longer has failed
 * @param needsSchema whether it waits until the database's schema fits this build
 * @param action what it does
 */
public record WarmUpTask(String name, Duration timeLimit, boolean needsSchema, WarmUpAction action) {
    /** The time limit of a task that sets none. */
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(10);

    public WarmUpTask {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A warm-up task has the blank name \"" + name
                    + "\". Expected a name that tells an operator what it does; give it one.");
        }
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("Warm-up task \"" + name + "\" has the time limit " + timeLimit
                    + ". Expected a positive one, such as PT10S; set it.");
        }
    }

    /** A task that does not need the schema, with the default time limit. */
    public static WarmUpTask of(String name, WarmUpAction action) {
        return new WarmUpTask(name, DEFAULT_TIME_LIMIT, false, action);
    }

    public WarmUpTask withTimeLimit(Duration limit) {
        return new WarmUpTask(name, limit, needsSchema, action);
    }

    /** The same task, deferred until the schema fits this build. */
    public WarmUpTask needingSchema() {
        return new WarmUpTask(name, timeLimit, true, action);
    }
}
