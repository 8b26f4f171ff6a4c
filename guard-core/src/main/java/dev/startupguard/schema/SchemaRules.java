package dev.startupguard.schema;

import dev.startupguard.schema.SchemaVerdict.Behind;
import dev.startupguard.schema.SchemaVerdict.BelowFloor;
import dev.startupguard.schema.SchemaVerdict.Broken;
import dev.startupguard.schema.SchemaVerdict.Compatible;
import dev.startupguard.schema.SchemaVerdict.TooNew;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The verdict table: the first row that fits decides. The rows that need no reading ({@code Unreadable}) come before these,
 * in {@link SchemaCheck}.
 */
final class SchemaRules {
    private final BundledMigrations bundled;
    private final SupportedRange range;
    /** The build's schema version: its highest migration, or where it bundles none, the lowest schema it works with. */
    private final @Nullable SchemaVersion build;

    SchemaRules(BundledMigrations bundled, SupportedRange range) {
        this.bundled = bundled;
        this.range = range;
        SchemaVersion highest = bundled.highest();
        build = highest == null ? range.min() : highest;
    }

    /** Without a migration and without a lowest version there is nothing that a schema could lack. */
    boolean areOff() {
        return bundled.isEmpty() && range.min() == null;
    }

    SchemaVerdict verdict(SchemaHistory history, @Nullable SchemaFloor floor) {
        SchemaVersion database = history.version();

        if (floor != null && (build == null || floor.version().isAbove(build))) {
            return new BelowFloor(floor.version(), build, floor.reason(), floor.raisedBy());
        }
        SchemaVersion failed =
                history.failed().isEmpty() ? null : history.failed().firstKey();
        if (failed != null && build != null && !failed.isAbove(build)) {
            return new Broken(failed, history.failed().get(failed));
        }
        SortedSet<SchemaVersion> missing = missing(history);
        if (!missing.isEmpty()) {
            return new Behind(missing, database);
        }
        if (range.max() != null && database != null && database.isAbove(range.max())) {
            return new TooNew(range.max(), database);
        }
        return new Compatible(
                database,
                build,
                floor == null ? null : floor.version(),
                new CompatibleNotes(bundled, build, history).sentences());
    }

    /** The build's schema version. */
    @Nullable
    SchemaVersion build() {
        return build;
    }

    private SortedSet<SchemaVersion> missing(SchemaHistory history) {
        SortedSet<SchemaVersion> missing = new TreeSet<>();
        SchemaVersion min = range.min();
        if (bundled.versions().isEmpty()) {
            if (min != null && (history.version() == null || min.isAbove(history.version()))) {
                missing.add(min);
            }
            return missing;
        }
        for (SchemaVersion version : bundled.versions()) {
            if ((min == null || !version.isAbove(min)) && !history.isApplied(version)) {
                missing.add(version);
            }
        }
        return missing;
    }
}
