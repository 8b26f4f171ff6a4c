package dev.startupguard.schema;

import org.jspecify.annotations.Nullable;

/**
 * A row of Flyway's history, as much of it as the verdict needs.
 *
 * @param version null for a repeatable migration
 * @param description may be empty for a version that was applied
 */
record HistoryRow(@Nullable SchemaVersion version, String description, String type, boolean success) {

    /** A row that Flyway keeps for itself: a created schema, or the marker that H2 needs in a new table. */
    static boolean isMarker(String type) {
        return type.equals("SCHEMA") || type.equals("TABLE");
    }

    /** The row takes back what an earlier one of the same version or description did. */
    boolean isRemoval() {
        return type.equals("DELETE") || (type.startsWith("UNDO_") && success);
    }

    /** BASELINE, SQL_BASELINE, JDBC_BASELINE, and the names that older Flyways gave the latter two. */
    boolean isBaseline() {
        return type.endsWith("BASELINE") || type.endsWith("STATE_SCRIPT");
    }
}
