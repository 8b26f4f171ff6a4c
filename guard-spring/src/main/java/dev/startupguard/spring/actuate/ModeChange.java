package dev.startupguard.spring.actuate;

import dev.startupguard.ModeSwitch;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceState;
import dev.startupguard.maintenance.OverrideChange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A checked wish to switch the mode of this instance.
 *
 * @param epoch set where the change is to be made only if nobody else made one since
 */
record ModeChange(
        MaintenanceMode mode,
        @Nullable String reason,
        @Nullable String actor,
        @Nullable Instant until,
        @Nullable Long epoch) {

    /** @throws IllegalArgumentException if anything is not accepted; the message says what was found and what is expected */
    static ModeChange of(
            @Nullable String mode,
            @Nullable String reason,
            @Nullable String actor,
            @Nullable String until,
            @Nullable Long epoch,
            Instant now) {
        return new ModeChange(mode(mode), reason(reason), actor(actor), until(until, now), checked(epoch));
    }

    /** @throws IllegalArgumentException if it is negative */
    static @Nullable Long checked(@Nullable Long epoch) {
        if (epoch != null && epoch < 0) {
            throw new IllegalArgumentException(
                    "epoch is %d; expected the one that reading answered with.".formatted(epoch));
        }
        return epoch;
    }

    /** Makes the change; false if somebody else was first. */
    boolean apply(ModeSwitch modeSwitch) {
        if (epoch == null) {
            modeSwitch.set(mode, reason, actor, until);
            return true;
        }
        return modeSwitch.set(epoch, mode, reason, actor, until) instanceof OverrideChange.Applied;
    }

    private static MaintenanceMode mode(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("mode is missing; expected on, read-only or off.");
        }
        try {
            return MaintenanceMode.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; expected one of them as mode.", e);
        }
    }

    private static @Nullable String reason(@Nullable String text) {
        if (text != null && text.length() > MaintenanceState.REASON_LIMIT) {
            throw new IllegalArgumentException("reason has %d characters; expected at most %d."
                    .formatted(text.length(), MaintenanceState.REASON_LIMIT));
        }
        return text;
    }

    /** Shortened rather than refused: a long name, as tokens have, must not stand between an operator and the page. */
    private static @Nullable String actor(@Nullable String name) {
        return name == null || name.length() <= MaintenanceState.ACTOR_LIMIT
                ? name
                : name.substring(0, MaintenanceState.ACTOR_LIMIT);
    }

    private static @Nullable Instant until(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Instant until;
        try {
            until = OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "until is no time with its offset; expected one such as 2027-01-31T06:00:00Z.", e);
        }
        if (!until.isAfter(now)) {
            throw new IllegalArgumentException(
                    "until is %s; expected a time to come, it is now %s.".formatted(until, now));
        }
        return until;
    }
}
