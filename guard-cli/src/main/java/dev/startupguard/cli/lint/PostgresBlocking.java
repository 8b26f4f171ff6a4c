package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Trait;

/** What blocks production on PostgreSQL. */
final class PostgresBlocking extends Blocking {

    PostgresBlocking(LintSettings settings, KnownObjects known) {
        super(settings, known);
    }

    @Override
    void judge(Change change, MigrationState state, StatementFindings findings) {
        switch (change.kind()) {
            case SETTING_CHANGED -> setting(change, state);
            case TRANSACTION_BEGUN -> state.isTransactional = true;
            case INDEX_CREATED -> index(change, Rule.INDEX_NOT_CONCURRENT, true, state, findings);
            case INDEX_REBUILT -> index(change, Rule.REINDEX_NOT_CONCURRENT, true, state, findings);
            case INDEX_DROPPED -> {
                if (!known().has("index", new Name("", change.object()))) {
                    index(change, Rule.DROP_INDEX_NOT_CONCURRENT, false, state, findings);
                }
            }
            case VIEW_REFRESHED -> {
                if (!change.has(Trait.ONLINE) && !known().has("view", change.table())) {
                    findings.add(Rule.REFRESH_NOT_CONCURRENT, change.table());
                }
            }
            case CONSTRAINT_VALIDATED -> {
                if (state.isTransactional && state.addedConstraints.contains(change.table() + " " + change.object())) {
                    findings.add(Rule.VALIDATE_IN_SAME_MIGRATION, change.object());
                }
            }
            case DATA_REWRITTEN -> {
                if (state.isTransactional && state.holdsLocks && !isNew(change)) {
                    findings.add(Rule.BACKFILL_WITH_SCHEMA_CHANGE, change.table());
                }
            }
            default -> {
                if (!isNew(change)) {
                    table(change, state, findings);
                }
            }
        }
    }

    private void index(Change change, Rule blocking, boolean waits, MigrationState state, StatementFindings findings) {
        if (change.has(Trait.ONLINE)) {
            concurrently(change, waits, state, findings);
        } else if (!isNew(change)) {
            findings.add(blocking, change.object());
            locks(state, findings);
        }
    }

    private void concurrently(Change change, boolean waits, MigrationState state, StatementFindings findings) {
        if (state.isTransactional) {
            findings.add(Rule.CONCURRENTLY_IN_TRANSACTION, change.object());
        } else if (waits && settings().hasTransactionalLock()) {
            findings.add(Rule.CONCURRENTLY_WAITS_FOR_FLYWAY, change.object());
        }
    }

    private void table(Change change, MigrationState state, StatementFindings findings) {
        switch (change.kind()) {
            case COLUMN_ADDED -> columnAdded(change, findings);
            case TYPE_CHANGED -> {
                if (!change.has(Trait.UNLIMITED_TEXT)) {
                    findings.add(Rule.TABLE_REWRITE, change.table());
                }
            }
            case NOT_NULL_SET -> {
                boolean isKnown = known().isKnownNotNull(change.table(), change.object());
                if (!change.has(Trait.NOT_VALID) && !isKnown) {
                    findings.add(Rule.NOT_NULL_SCAN, change.table() + "." + change.object());
                }
            }
            case CONSTRAINT_ADDED -> constraint(change, state, findings);
            case PARTITION_ATTACHED -> {
                // A check like the bounds spares the reading. Whether it is one is not looked at.
                if (!known().hasValidatedCheck(change.table())) {
                    findings.add(Rule.CONSTRAINT_NOT_VALID_MISSING, change.table());
                }
            }
            case TABLE_REWRITTEN ->
                findings.add(
                        switch (change.detail()) {
                            case "VACUUM FULL" -> Rule.VACUUM_FULL;
                            case "CLUSTER" -> Rule.CLUSTER;
                            default -> Rule.TABLE_REWRITE;
                        },
                        change.table());
            case TABLE_LOCKED -> findings.add(Rule.LOCK_TABLE, change.table());
            case PARTITION_DETACHED -> {
                if (change.has(Trait.ONLINE)) {
                    concurrently(change, false, state, findings);
                    return;
                }
                findings.add(Rule.DETACH_NOT_CONCURRENT, change.table());
            }
            case TABLE_DROPPED,
                    TABLE_RENAMED,
                    TABLE_CHANGED,
                    TABLE_TRUNCATED,
                    COLUMN_DROPPED,
                    COLUMN_RENAMED,
                    NOT_NULL_DROPPED,
                    DEFAULT_CHANGED,
                    ROW_SECURITY_ENABLED -> {
                // A short lock, if it comes.
            }
            default -> {
                return;
            }
        }
        locks(state, findings);
    }

    private void columnAdded(Change change, StatementFindings findings) {
        String column = change.table() + "." + change.object();
        if (change.has(Trait.COMPUTED_DEFAULT)) {
            findings.add(Rule.VOLATILE_DEFAULT, column);
        }
        if (change.has(Trait.STORED)) {
            findings.add(Rule.STORED_GENERATED_COLUMN, column);
        }
        if (change.has(Trait.SERIAL)) {
            findings.add(Rule.SERIAL_COLUMN, column);
        }
    }

    private void constraint(Change change, MigrationState state, StatementFindings findings) {
        if (change.has(Trait.NOT_VALID)) {
            state.addedConstraints.add(change.table() + " " + change.object());
        }
        if (change.has(Trait.EXCLUSION)) {
            findings.add(Rule.EXCLUSION_CONSTRAINT, change.table());
        } else if (change.has(Trait.UNIQUE) || change.has(Trait.PRIMARY_KEY)) {
            if (!change.has(Trait.USING_INDEX)) {
                findings.add(Rule.UNIQUE_WITHOUT_INDEX, change.table());
            }
        } else if (!change.has(Trait.NOT_VALID) && !isForeignKeyOfEmptyColumn(change)) {
            findings.add(Rule.CONSTRAINT_NOT_VALID_MISSING, change.table());
        }
    }

    /** PostgreSQL does not look at the rows where a new column without a default refers to another table. */
    private static boolean isForeignKeyOfEmptyColumn(Change change) {
        return change.has(Trait.LOCAL) && change.has(Trait.FOREIGN_KEY) && !change.has(Trait.HAS_DEFAULT);
    }
}
