package dev.startupguard.cli.lint;

import java.util.HashSet;
import java.util.Set;

/** What one migration has done so far. Lives as long as the migration is read. */
final class MigrationState {
    /** Whether its statements share a transaction, from now on. */
    boolean isTransactional;

    boolean hasLockTimeout;
    boolean isLockTimeoutReported;
    boolean hasForeignKeyChecks = true;
    boolean holdsLocks;
    final Set<String> addedConstraints = new HashSet<>();
    final Set<String> createdViews = new HashSet<>();
    final Set<String> disabledConstraints = new HashSet<>();

    /** Those that were off before, most often by this migration. */
    final Set<String> enabledTriggers = new HashSet<>();

    MigrationState(boolean isTransactional, boolean hasLockTimeout) {
        this.isTransactional = isTransactional;
        this.hasLockTimeout = hasLockTimeout;
    }
}
