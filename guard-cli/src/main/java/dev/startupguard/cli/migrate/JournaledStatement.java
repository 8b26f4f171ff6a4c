package dev.startupguard.cli.migrate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows about one statement of a migration.
 *
 * @param script the migration's file
 * @param version null for a repeatable migration
 * @param ordinal its place in the migration, from 1
 * @param total how many statements the migration has
 * @param rank which place its row in the history was to have: an earlier one is of another time that it was applied; 0 if
 *     the journal does not know
 * @param line where it begins in the file
 * @param checksum of its text, by which a changed file is noticed
 * @param durability what a rollback would do to it
 * @param summary its beginning, without the texts in it
 * @param error the database's message, which may quote values; or null
 */
record JournaledStatement(
        String script,
        @Nullable String version,
        State state,
        int ordinal,
        int total,
        int rank,
        int line,
        String checksum,
        Durability durability,
        String summary,
        @Nullable String error) {

    private static final Pattern DETAIL = Pattern.compile(
            "(?s)statement (\\d+) of (\\d+)(?:, rank (\\d+))?, line (\\d+), checksum (\\w+), ([^:]+): ([^\\n]*)(?:\\n(.*))?");

    enum State {
        STARTED,
        SUCCEEDED,
        FAILED
    }

    enum Durability {
        /** It belongs to the migration's transaction, with which it stands or falls. */
        IN_TRANSACTION("in the migration's transaction"),
        /** It has begun, and nothing is known beyond that. */
        UNDECIDED("begun"),
        /** It and all before it are committed. */
        COMMITTED("committed"),
        /** Nobody has seen it committed: whoever resumed the run has said that it is done. */
        ON_WORD("passed over on the operator's word"),
        /** A rollback would undo it. */
        OPEN("not committed yet");

        private final String words;

        Durability(String words) {
            this.words = words;
        }

        static Durability of(String words) {
            for (Durability each : values()) {
                if (each.words.equals(words)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("Unknown word in the journal: '" + words + "'");
        }
    }

    JournaledStatement with(State newState, Durability newDurability, @Nullable String newError) {
        return new JournaledStatement(
                script, version, newState, ordinal, total, rank, line, checksum, newDurability, summary, newError);
    }

    /** Whether a resumed run passes over it. */
    boolean isDone() {
        return state == State.SUCCEEDED && (durability == Durability.COMMITTED || durability == Durability.ON_WORD);
    }

    /** The text of the journal's column. */
    String detail() {
        String detail = "statement " + ordinal + " of " + total + ", rank " + rank + ", line " + line + ", checksum "
                + checksum + ", " + durability.words + ": " + summary;
        return error == null ? detail : detail + "\n" + error;
    }

    static JournaledStatement read(String script, @Nullable String version, String state, String detail) {
        Matcher parts = DETAIL.matcher(detail);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a row of guard migrate in the journal: '" + detail + "'");
        }
        return new JournaledStatement(
                script,
                version,
                State.valueOf(state),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)),
                parts.group(5),
                Durability.of(parts.group(6)),
                parts.group(7),
                parts.group(8));
    }

    /** How messages name it. */
    String place() {
        return "statement " + ordinal + " of " + total + " in line " + line + " (" + summary + ")";
    }
}
