package dev.startupguard.servlet;

import dev.startupguard.Admission;
import java.util.Locale;

/** Why a request is refused, and what its sender is told. */
enum ClosedKind {
    STARTING("Starting up", "The application is starting. It will be here in a moment.", 5, 5),
    WAITING("Being updated", "The application is being updated, and opens as soon as the update is complete.", 5, 5),
    READ_ONLY("Read-only for now", "You can look at everything, but nothing can be changed at the moment.", 30, 15),
    MAINTENANCE(
            "Down for maintenance",
            "We are working on the application. It will be back as soon as we are done.",
            30,
            15);

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String title;
    private final String text;
    private final int retryAfter;
    private final int refresh;

    ClosedKind(String title, String text, int retryAfter, int refresh) {
        this.title = title;
        this.text = text;
        this.retryAfter = retryAfter;
        this.refresh = refresh;
    }

    /** @throws IllegalArgumentException if the admission refuses nothing */
    static ClosedKind of(Admission admission) {
        return switch (admission) {
            case STARTING -> STARTING;
            case WAITING -> WAITING;
            case READ_ONLY -> READ_ONLY;
            case MAINTENANCE -> MAINTENANCE;
            case PASS, PASS_CLOSING -> throw new IllegalArgumentException(admission + " is no refusal");
        };
    }

    /** Whether an operator's reason and announced end belong to it. */
    boolean isAnnounced() {
        return this == READ_ONLY || this == MAINTENANCE;
    }

    String label() {
        return label;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    /** Seconds until a program should try again where no end is announced. */
    int retryAfter() {
        return retryAfter;
    }

    /** Seconds until the page looks again, before jitter. */
    int refresh() {
        return refresh;
    }
}
