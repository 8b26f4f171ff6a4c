package dev.startupguard.schema;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway's history says about the schema now: the last row of a version or of a repeatable migration decides.
 *
 * @param applied versions whose last row succeeded, baselines included
 * @param baseline up to this version everything counts as applied; null without a baseline
 * @param failed versions whose last row failed, with their descriptions
 * @param repeatables descriptions of the repeatable migrations whose last row succeeded
 * @param failedRepeatables those whose last row failed
 */
record SchemaHistory(
        SortedSet<SchemaVersion> applied,
        @Nullable SchemaVersion baseline,
        SortedMap<SchemaVersion, String> failed,
        SortedSet<String> repeatables,
        SortedSet<String> failedRepeatables) {

    /** From the rows in the order in which they were installed. */
    static SchemaHistory of(List<HistoryRow> rows) {
        SortedMap<SchemaVersion, HistoryRow> versions = new TreeMap<>();
        SortedMap<String, HistoryRow> descriptions = new TreeMap<>();
        for (HistoryRow row : rows) {
            if (row.version() != null) {
                put(versions, row.version(), row);
            } else {
                put(descriptions, row.description(), row);
            }
        }
        SortedSet<SchemaVersion> applied = new TreeSet<>();
        SchemaVersion baseline = null;
        SortedMap<SchemaVersion, String> failed = new TreeMap<>();
        for (var entry : versions.entrySet()) {
            if (!entry.getValue().success()) {
                failed.put(entry.getKey(), entry.getValue().description());
                continue;
            }
            applied.add(entry.getKey());
            if (entry.getValue().isBaseline()) {
                baseline = entry.getKey();
            }
        }
        SortedSet<String> repeatables = new TreeSet<>();
        SortedSet<String> failedRepeatables = new TreeSet<>();
        descriptions.forEach((description, row) -> (row.success() ? repeatables : failedRepeatables).add(description));
        return new SchemaHistory(applied, baseline, failed, repeatables, failedRepeatables);
    }

    private static <K> void put(SortedMap<K, HistoryRow> last, K key, HistoryRow row) {
        if (row.isRemoval()) {
            last.remove(key);
        } else {
            last.put(key, row);
        }
    }

    boolean isApplied(SchemaVersion version) {
        return applied.contains(version) || (baseline != null && !version.isAbove(baseline));
    }

    /** The schema version of the database: the highest applied one, or null if there is none. */
    @Nullable
    SchemaVersion version() {
        return applied.isEmpty() ? null : applied.last();
    }
}
