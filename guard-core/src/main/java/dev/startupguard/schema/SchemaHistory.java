package dev.startupguard.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway's history says about the schema now: the last row of a version or of a repeatable migration decides.
 *
 * @param applied versions whose last row succeeded, baselines included; in no order, since sorting thousands takes longer than
 *     reading them
 * @param version the schema version of the database: the highest applied one; null if there is none
 * @param baseline up to this version everything counts as applied; null without a baseline
 * @param failed versions whose last row failed, with their descriptions
 * @param repeatables descriptions of the repeatable migrations whose last row succeeded
 * @param failedRepeatables those whose last row failed
 */
record SchemaHistory(
        Set<SchemaVersion> applied,
        @Nullable SchemaVersion version,
        @Nullable SchemaVersion baseline,
        SortedMap<SchemaVersion, String> failed,
        SortedSet<String> repeatables,
        SortedSet<String> failedRepeatables) {

    /** From the rows in the order in which they were installed. */
    static SchemaHistory of(List<HistoryRow> rows) {
        Map<SchemaVersion, HistoryRow> versions = new HashMap<>(2 * rows.size());
        Map<String, HistoryRow> descriptions = new HashMap<>();
        for (HistoryRow row : rows) {
            if (row.version() != null) {
                put(versions, row.version(), row);
            } else {
                put(descriptions, row.description(), row);
            }
        }
        Set<SchemaVersion> applied = new HashSet<>(2 * versions.size());
        SchemaVersion highest = null;
        SchemaVersion baseline = null;
        SortedMap<SchemaVersion, String> failed = new TreeMap<>();
        for (var entry : versions.entrySet()) {
            SchemaVersion version = entry.getKey();
            if (!entry.getValue().success()) {
                failed.put(version, entry.getValue().description());
                continue;
            }
            applied.add(version);
            highest = higher(highest, version);
            if (entry.getValue().isBaseline()) {
                baseline = higher(baseline, version);
            }
        }
        SortedSet<String> repeatables = new TreeSet<>();
        SortedSet<String> failedRepeatables = new TreeSet<>();
        descriptions.forEach((description, row) -> (row.success() ? repeatables : failedRepeatables).add(description));
        return new SchemaHistory(applied, highest, baseline, failed, repeatables, failedRepeatables);
    }

    private static <K> void put(Map<K, HistoryRow> last, K key, HistoryRow row) {
        if (row.isRemoval()) {
            last.remove(key);
        } else {
            last.put(key, row);
        }
    }

    private static SchemaVersion higher(@Nullable SchemaVersion one, SchemaVersion other) {
        return one == null || other.isAbove(one) ? other : one;
    }

    boolean isApplied(SchemaVersion version) {
        return applied.contains(version) || (baseline != null && !version.isAbove(baseline));
    }
}
