package dev.startupguard.maintenance;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one source says about maintenance. Immutable.
 *
 * @param mode how far the application is closed
 * @param reason why, for users and operators: one line of at most {@value #REASON_LIMIT} characters; control characters in it become
 *     spaces. It comes from outside: escape it where it is shown
 * @param actor who said so, likewise cleaned and from outside, at most {@value #ACTOR_LIMIT} characters
 * @param since since when the mode holds; a new reason or end does not start it anew
 * @param until the announced end. It never ends the mode by itself, and it may lie in the past: work takes longer than announced
 * @param epoch rises with every change in this source; not negative, not comparable between sources
 */
public record MaintenanceState(
        MaintenanceMode mode,
        @Nullable String reason,
        @Nullable String actor,
        Instant since,
        @Nullable Instant until,
        long epoch) {

    public static final int REASON_LIMIT = 500;
    public static final int ACTOR_LIMIT = 200;

    public MaintenanceState {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(since, "since");
        reason = PlainText.line("reason", reason, REASON_LIMIT);
        actor = PlainText.line("actor", actor, ACTOR_LIMIT);
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch " + epoch + " is negative");
        }
    }
}
