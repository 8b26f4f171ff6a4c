package dev.startupguard.servlet;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wish to change the mode, as sent to the control endpoint.
 *
 * @param expectedEpoch set where the change is to be made only if nobody else made one since
 */
record MaintenanceChange(
        MaintenanceMode mode,
        @Nullable String reason,
        @Nullable String actor,
        @Nullable Instant until,
        @Nullable Long expectedEpoch) {

    private static final Set<String> FIELDS = Set.of("mode", "reason", "actor", "until", "epoch");

    /** @throws IllegalArgumentException if anything is not accepted; the message names the field */
    static MaintenanceChange parse(String json, Instant now) {
        Map<String, @Nullable Object> fields = FlatJson.parse(json);
        for (String name : fields.keySet()) {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(
                        "There is a field that is not known; expected mode, reason, until, actor, epoch.");
            }
        }
        return new MaintenanceChange(
                mode(fields.get("mode")),
                text("reason", fields.get("reason"), MaintenanceState.REASON_LIMIT),
                text("actor", fields.get("actor"), MaintenanceState.ACTOR_LIMIT),
                until(fields.get("until"), now),
                epoch(fields.get("epoch")));
    }

    private static MaintenanceMode mode(@Nullable Object value) {
        if (value instanceof String text) {
            try {
                return MaintenanceMode.of(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("mode is none that exists; expected on, read-only or off.", e);
            }
        }
        throw new IllegalArgumentException("mode is missing or no text; expected on, read-only or off.");
    }

    private static @Nullable String text(String field, @Nullable Object value, int limit) {
        if (value == null) {
            return null;
        }
        if (value instanceof String text && text.length() <= limit) {
            return text;
        }
        throw new IllegalArgumentException(
                "%s is no text or too long; expected a text of at most %d characters.".formatted(field, limit));
    }

    private static @Nullable Instant until(@Nullable Object value, Instant now) {
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            try {
                Instant until = OffsetDateTime.parse(text).toInstant();
                if (until.isAfter(now)) {
                    return until;
                }
                throw new IllegalArgumentException(
                        "until is in the past; expected a time to come, it is now " + now + ".");
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("until is no time; expected one such as 2027-01-31T06:00:00Z.", e);
            }
        }
        throw new IllegalArgumentException("until is no text; expected a time such as 2027-01-31T06:00:00Z.");
    }

    private static @Nullable Long epoch(@Nullable Object value) {
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        throw new IllegalArgumentException("epoch is no whole number; expected the one that GET answered with.");
    }
}
