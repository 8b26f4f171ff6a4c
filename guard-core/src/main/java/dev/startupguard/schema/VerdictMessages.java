package dev.startupguard.schema;

import dev.startupguard.schema.SchemaVerdict.Behind;
import dev.startupguard.schema.SchemaVerdict.BelowFloor;
import dev.startupguard.schema.SchemaVerdict.Broken;
import dev.startupguard.schema.SchemaVerdict.Compatible;
import dev.startupguard.schema.SchemaVerdict.TooNew;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verdicts in words. */
final class VerdictMessages {
    /** A build can bundle thousands of migrations; a log line cannot. */
    private static final int MOST_NAMED = 10;

    private VerdictMessages() {}

    static String of(BelowFloor verdict) {
        return "The database accepts only builds of schema version " + verdict.floor() + " or later (raised by "
                + verdict.raisedBy() + ": " + verdict.reason() + "), and this build has "
                + version(verdict.build()) + ". Deploy a build of schema version " + verdict.floor()
                + " or later; this one cannot use the database any more.";
    }

    static String of(Broken verdict) {
        return "Migration " + verdict.version() + " (" + verdict.description() + ") is marked as failed in the schema"
                + " history, and this build needs it complete. Undo what it left half-done, run Flyway's repair,"
                + " and migrate again.";
    }

    static String of(Behind verdict) {
        boolean one = verdict.missing().size() == 1;
        return "The database has " + version(verdict.database()) + ", and this build needs "
                + (one ? "a migration that is not applied: " : "migrations that are not applied: ")
                + list(verdict.missing()) + ". Run the migrations of this build.";
    }

    static String of(TooNew verdict) {
        return "The database has " + version(verdict.database()) + ", and this build works up to guard.schema.max="
                + verdict.max() + ". Deploy a newer build, or raise guard.schema.max if this build was tested with the"
                + " newer schema.";
    }

    static String of(Compatible verdict) {
        String notes = verdict.notes().isEmpty() ? "" : " " + String.join(" ", verdict.notes());
        if (verdict.database() == null && verdict.build() == null && !notes.isEmpty()) {
            return notes.strip();
        }
        return "The database has " + version(verdict.database()) + " and this build has " + version(verdict.build())
                + ": they fit together." + notes;
    }

    static String version(@Nullable SchemaVersion version) {
        return version == null ? "no schema version" : "schema version " + version;
    }

    /** The first few in their order, and how many more there are. */
    static String list(Collection<?> things) {
        String named = things.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        int more = things.size() - MOST_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
