package dev.startupguard.cli.migrate;

import dev.startupguard.cli.journal.JournalTable;

/**
 * One call of {@code guard migrate} in the journal.
 *
 * @param who user, host and process
 * @param since by the database's clock
 * @param ended whether it said so itself; a killed process does not
 * @param detail what else was noted, such as the backup
 */
record JournaledRun(String id, String who, String since, boolean ended, String detail) {
    /** Whether a person has said how it is to be taken. */
    boolean isResolved() {
        return detail.startsWith(JournalTable.RESOLVED);
    }

    String resolved(String how) {
        return JournalTable.RESOLVED + how + (detail.isEmpty() ? "" : "; " + detail);
    }

    @Override
    public String toString() {
        return who + ", since " + since;
    }
}
