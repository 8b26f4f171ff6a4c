package dev.startupguard.cli.migrate;

import dev.startupguard.cli.migrate.JournaledStatement.Durability;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement does to the transaction around it, on databases where a rollback undoes less than a migration. */
enum StatementKind {
    /** Commits what is open before it does anything itself. */
    COMMITS_FIRST,
    /** Leaves open what is open, unless the server rolls back everything, as it does after a deadlock. */
    DATA,
    /** Several statements in one, any of which may have committed, and others not. */
    PROGRAM,
    OTHER;

    private static final Set<String> COMMITTING =
            Set.of("ALTER", "CREATE", "DROP", "RENAME", "TRUNCATE", "GRANT", "REVOKE");
    private static final Set<String> CHANGING =
            Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "SELECT", "WITH", "VALUES", "TABLE");
    private static final Set<String> CALLING = Set.of(
            "CALL", "BEGIN", "DECLARE", "DO", "EXECUTE", "IF", "CASE", "FOR", "LOOP", "WHILE", "REPEAT", "RUNSCRIPT");

    private static final Pattern VERSION_COMMENT = Pattern.compile("^/\\*M?!\\d*\\s*");
    private static final Pattern LABEL = Pattern.compile("^\\w+\\s*:.*");
    /** A temporary table is made and dropped without a commit. */
    private static final Pattern TEMPORARY =
            Pattern.compile("^(CREATE|DROP) (OR REPLACE )?((LOCAL|GLOBAL) )?TEMP(ORARY)? .*");

    static StatementKind of(String summary) {
        String text = VERSION_COMMENT.matcher(summary).replaceFirst("").toUpperCase(Locale.ROOT);
        String first = text.replaceFirst("(?s)\\W.*", "");
        if (CALLING.contains(first) || LABEL.matcher(text).matches()) {
            return PROGRAM;
        }
        if (CHANGING.contains(first) || text.startsWith("LOAD DATA ")) {
            return DATA;
        }
        return COMMITTING.contains(first) && !TEMPORARY.matcher(text).matches() ? COMMITS_FIRST : OTHER;
    }

    /**
     * What is known of a statement that failed, and of those before it.
     *
     * @param wasOpen whether a rollback would have undone something before it was sent
     * @param isOpen the same after its failure
     */
    Durability ofFailure(boolean wasOpen, boolean isOpen) {
        if (this == PROGRAM) {
            return Durability.UNDECIDED;
        }
        if (isOpen) {
            return Durability.OPEN;
        }
        if (!wasOpen || this == COMMITS_FIRST) {
            return Durability.COMMITTED;
        }
        // What was open is gone: data do not commit, so it was rolled back. Of others nobody can tell.
        return this == DATA ? Durability.OPEN : Durability.UNDECIDED;
    }
}
