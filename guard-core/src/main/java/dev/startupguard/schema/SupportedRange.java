package dev.startupguard.schema;

import org.jspecify.annotations.Nullable;

/**
 * The schema versions that a build can work with, both ends included.
 *
 * @param min the lowest ({@code guard.schema.min}), or null for the highest migration that the build bundles
 * @param max the highest ({@code guard.schema.max}), or null for any: what rules an old build out is the floor in the database
 */
public record SupportedRange(
        @Nullable SchemaVersion min, @Nullable SchemaVersion max) {

    public SupportedRange {
        if (min != null && max != null && min.isAbove(max)) {
            throw new IllegalArgumentException("guard.schema.min=" + min + " is above guard.schema.max=" + max
                    + ". Expected the lowest and the highest schema version that this build works with.");
        }
    }
}
