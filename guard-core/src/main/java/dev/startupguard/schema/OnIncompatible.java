package dev.startupguard.schema;

import java.util.Locale;

/** What a build does when the schema does not fit ({@code guard.schema.on-incompatible}). */
public enum OnIncompatible {
    /** Start, admit no traffic, look again, and open when the schema fits. */
    HOLD,
    /** Fail the start-up. */
    FAIL,
    /** Serve all the same, and say so. */
    WARN;

    /**
     * Reads {@code hold}, {@code fail} or {@code warn}, in any case.
     *
     * @throws IllegalArgumentException if the text is none of them; the message names it
     */
    public static OnIncompatible of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "hold" -> HOLD;
            case "fail" -> FAIL;
            case "warn" -> WARN;
            default -> throw new IllegalArgumentException("'" + text + "' is none of hold, fail, warn.");
        };
    }
}
