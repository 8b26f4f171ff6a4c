package dev.startupguard.automigration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to schema changes that the application would make when it starts. */
public enum AutoMigrationPolicy {
    /** Blocked, except in databases that live inside this process only, so that tests on them keep working. */
    BLOCK,
    /** Blocked everywhere. */
    ALWAYS,
    /** Allowed: for development. */
    ALLOW;

    /**
     * The policy with this name, in any case.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static AutoMigrationPolicy of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "block" -> BLOCK;
            case "always" -> ALWAYS;
            case "allow" -> ALLOW;
            default ->
                throw new IllegalArgumentException(
                        "auto-migration policy '" + text + "' is none of block, always, allow");
        };
    }

    /**
     * Whether schema changes to this database are blocked.
     *
     * @param jdbcUrl the database; null if it is not known, which counts as a database that others may use
     */
    public boolean blocks(@Nullable String jdbcUrl) {
        return switch (this) {
            case BLOCK -> jdbcUrl == null || !InProcessDatabase.isUrl(jdbcUrl);
            case ALWAYS -> true;
            case ALLOW -> false;
        };
    }

    /** The name as configuration writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
