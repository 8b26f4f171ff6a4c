package dev.startupguard.servlet;

import dev.startupguard.Admission;
import java.util.Locale;

/** Why a request is refused; its label names it in headers, problems and the files with the words. */
enum ClosedKind {
    STARTING(5, 5),
    WAITING(5, 5),
    READ_ONLY(30, 15),
    MAINTENANCE(30, 15);

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final int retryAfter;
    private final int refresh;

    ClosedKind(int retryAfter, int refresh) {
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

    /** Seconds until a program should try again where no end is announced. */
    int retryAfter() {
        return retryAfter;
    }

    /** Seconds until the page looks again, before jitter. */
    int refresh() {
        return refresh;
    }
}
