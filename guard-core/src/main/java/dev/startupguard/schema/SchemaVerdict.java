package dev.startupguard.schema;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether the live schema and this build fit together, and if not, why. Immutable. */
public sealed interface SchemaVerdict {

    /** Whether the build may use the database. */
    default boolean isCompatible() {
        return false;
    }

    /** The kind of verdict as metrics and health details name it, such as {@code below-floor}. */
    default String label() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** For an operator: what was found, what was expected, what to do next. Holds no credential and no URL. */
    String message();

    /** Nothing is known about the schema. */
    record Unreadable(Cause cause, String message) implements SchemaVerdict {

        /** Why the schema could not be read. */
        public enum Cause {
            NO_DATA_SOURCE("There is no DataSource."),
            NO_CONNECTION("There is no connection to the database."),
            TIMED_OUT("The database does not answer."),
            NO_HISTORY_TABLE("The database has no schema history."),
            DATABASE_ERROR("The schema history cannot be read.");

            private final String sentence;

            Cause(String sentence) {
                this.sentence = sentence;
            }

            /** A sentence for everybody: unlike the verdict's message it holds no word of a driver, and no name of the database's. */
            public String sentence() {
                return sentence;
            }
        }
    }

    /**
     * The database no longer accepts builds as old as this one. Waiting does not help: a floor never sinks.
     *
     * @param build this build's schema version, or null if it has none, which is below every floor
     * @param reason why the floor was raised
     * @param raisedBy who or which migration raised it
     */
    record BelowFloor(SchemaVersion floor, @Nullable SchemaVersion build, String reason, String raisedBy)
            implements SchemaVerdict {
        @Override
        public String message() {
            return VerdictMessages.of(this);
        }
    }

    /** A migration that this build relies on failed. */
    record Broken(SchemaVersion version, String description) implements SchemaVerdict {
        @Override
        public String message() {
            return VerdictMessages.of(this);
        }
    }

    /**
     * Migrations that this build needs are not applied.
     *
     * @param missing what is not applied; not empty
     * @param database the schema version of the database, or null if no versioned migration is applied
     */
    record Behind(
            SortedSet<SchemaVersion> missing, @Nullable SchemaVersion database) implements SchemaVerdict {
        public Behind {
            missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        }

        @Override
        public String message() {
            return VerdictMessages.of(this);
        }
    }

    /** The schema is newer than this build allows. */
    record TooNew(SchemaVersion max, SchemaVersion database) implements SchemaVerdict {
        @Override
        public String message() {
            return VerdictMessages.of(this);
        }
    }

    /**
     * The build may use the database.
     *
     * @param database the schema version of the database, or null if none is known
     * @param build this build's schema version, or null if it has none
     * @param floor the database's floor, or null if it has none
     * @param notes what an operator may want to know all the same; sentences
     */
    record Compatible(
            @Nullable SchemaVersion database,
            @Nullable SchemaVersion build,
            @Nullable SchemaVersion floor,
            List<String> notes)
            implements SchemaVerdict {
        public Compatible {
            notes = List.copyOf(notes);
        }

        @Override
        public boolean isCompatible() {
            return true;
        }

        @Override
        public String message() {
            return VerdictMessages.of(this);
        }
    }
}
