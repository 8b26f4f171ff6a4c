package dev.startupguard.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is unusual about a schema that fits all the same. A newer release, tried or half-way through, leaves such traces, and
 * the builds that it must not disturb go on.
 */
final class CompatibleNotes {
    /** Flyway cuts longer descriptions to this length before it writes them. */
    private static final int LONGEST_DESCRIPTION = 200;

    private final BundledMigrations bundled;
    private final @Nullable SchemaVersion build;
    private final SchemaHistory history;
    private final List<String> sentences = new ArrayList<>();

    CompatibleNotes(BundledMigrations bundled, @Nullable SchemaVersion build, SchemaHistory history) {
        this.bundled = bundled;
        this.build = build;
        this.history = history;
    }

    List<String> sentences() {
        note("Migrations newer than this build are applied: ", newer(history.applied()));
        note("Migrations newer than this build failed: ", newer(history.failed().keySet()));
        note("Migrations below this build's schema version are applied that it does not bundle: ", unknown());
        note("Migrations of this build above guard.schema.min are not applied: ", notApplied());

        Set<String> known = bundled.repeatables().stream()
                .map(CompatibleNotes::abbreviated)
                .collect(Collectors.toCollection(TreeSet::new));
        note(
                "Repeatable migrations are applied that this build does not bundle: ",
                without(history.repeatables(), known));
        note("Repeatable migrations failed: ", history.failedRepeatables());
        SortedSet<String> pending = without(known, history.repeatables());
        note("Repeatable migrations of this build are not applied: ", without(pending, history.failedRepeatables()));
        return sentences;
    }

    private void note(String sentence, Collection<?> things) {
        if (!things.isEmpty()) {
            sentences.add(sentence + VerdictMessages.list(things) + ".");
        }
    }

    private SortedSet<SchemaVersion> newer(Collection<SchemaVersion> versions) {
        return sorted(versions, this::isNewer);
    }

    private SortedSet<SchemaVersion> unknown() {
        if (bundled.versions().isEmpty()) {
            return Collections.emptySortedSet();
        }
        // A baseline stands for migrations that nobody need bundle any more.
        return sorted(
                history.applied(),
                version -> !bundled.versions().contains(version)
                        && !isNewer(version)
                        && !version.equals(history.baseline()));
    }

    private SortedSet<SchemaVersion> notApplied() {
        return sorted(bundled.versions(), version -> !history.isApplied(version));
    }

    private boolean isNewer(SchemaVersion version) {
        return build == null || version.isAbove(build);
    }

    private static SortedSet<SchemaVersion> sorted(Collection<SchemaVersion> versions, Predicate<SchemaVersion> kept) {
        return versions.stream().filter(kept).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> without(Set<String> descriptions, Set<String> others) {
        SortedSet<String> left = new TreeSet<>(descriptions);
        left.removeAll(others);
        return left;
    }

    private static String abbreviated(String description) {
        return description.length() <= LONGEST_DESCRIPTION
                ? description
                : description.substring(0, LONGEST_DESCRIPTION - 3) + "...";
    }
}
