package dev.startupguard.maintenance;

import java.util.Locale;

/** How far the application is closed to its users. */
public enum MaintenanceMode {
    /** Open. */
    OFF("off"),
    /** Closed to what changes something: safe methods pass, and what the application allows. */
    READ_ONLY("read-only"),
    /** Closed. */
    ON("on");

    private final String label;

    MaintenanceMode(String label) {
        this.label = label;
    }

    /**
     * The mode with this name: {@code on}, {@code read-only} or {@code off} in any case, also {@code read_only}, and {@code true} or
     * {@code false} for on and off.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static MaintenanceMode of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "on", "true" -> ON;
            case "read-only", "read_only" -> READ_ONLY;
            case "off", "false" -> OFF;
            default ->
                throw new IllegalArgumentException(
                        "maintenance mode '" + PlainText.shortened(text) + "' is none of on, read-only, off");
        };
    }

    /** The name as configuration and people write it: {@code on}, {@code read-only}, {@code off}. */
    public String label() {
        return label;
    }
}
