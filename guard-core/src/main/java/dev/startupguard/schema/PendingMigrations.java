package dev.startupguard.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Migrations that are about to be applied, for a verdict on the time after them.
 *
 * @param versions of the versioned ones
 * @param floor the highest floor that one of them raises, or null if none does
 */
public record PendingMigrations(
        Set<SchemaVersion> versions, @Nullable SchemaVersion floor) {

    public PendingMigrations {
        versions = Set.copyOf(versions);
    }

    /** Nothing is about to be applied. */
    public static PendingMigrations none() {
        return new PendingMigrations(Set.of(), null);
    }

    /** The history with all of them applied; a database without one gets it by the first migration. */
    @Nullable
    SchemaHistory after(@Nullable SchemaHistory now) {
        if (versions.isEmpty()) {
            return now;
        }
        SchemaHistory before = now == null ? SchemaHistory.of(List.of()) : now;
        Set<SchemaVersion> applied = new HashSet<>(before.applied());
        applied.addAll(versions);
        SchemaVersion highest = applied.stream().max(SchemaVersion::compareTo).orElseThrow();
        return new SchemaHistory(
                applied, highest, before.baseline(), before.failed(), before.repeatables(), before.failedRepeatables());
    }

    /** The floor with all of them applied. */
    @Nullable
    SchemaFloor after(@Nullable SchemaFloor now) {
        return floor == null || (now != null && !floor.isAbove(now.version()))
                ? now
                : new SchemaFloor(floor, "after the pending migrations", "a pending migration");
    }
}
