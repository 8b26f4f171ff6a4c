package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Trait;

/** What blocks production on SQL Server. */
final class SqlServerBlocking extends Blocking {

    SqlServerBlocking(LintSettings settings, KnownObjects known) {
        super(settings, known);
    }

    @Override
    void judge(Change change, MigrationState state, StatementFindings findings) {
        if (change.kind() == Change.Kind.SETTING_CHANGED) {
            setting(change, state);
            return;
        }
        if (isNew(change)) {
            return;
        }
        switch (change.kind()) {
            case COLUMN_ADDED -> columnAdded(change, findings);
            case TYPE_CHANGED -> {
                if (!change.has(Trait.ONLINE)) {
                    findings.add(Rule.TABLE_REWRITE, change.table());
                }
            }
            case TABLE_REWRITTEN -> findings.add(Rule.TABLE_REWRITE, change.table());
            case CONSTRAINT_ADDED -> constraint(change, findings);
            case INDEX_CREATED -> {
                if (!change.has(Trait.ONLINE)) {
                    findings.add(Rule.INDEX_NOT_CONCURRENT, change.object());
                }
            }
            case INDEX_REBUILT -> {
                if (!change.has(Trait.ONLINE)) {
                    findings.add(Rule.REINDEX_NOT_CONCURRENT, change.object());
                }
            }
            case TABLE_CHANGED,
                    CONSTRAINT_DISABLED,
                    CONSTRAINT_ENABLED,
                    TABLE_DROPPED,
                    TABLE_RENAMED,
                    TABLE_TRUNCATED,
                    COLUMN_DROPPED,
                    COLUMN_RENAMED,
                    NOT_NULL_SET,
                    DEFAULT_CHANGED,
                    CONSTRAINT_VALIDATED,
                    INDEX_DROPPED,
                    PARTITION_DETACHED -> {
                // A short lock, if it comes.
            }
            default -> {
                return;
            }
        }
        locks(state, findings);
    }

    private static void columnAdded(Change change, StatementFindings findings) {
        String column = change.table() + "." + change.object();
        if (change.has(Trait.STORED)) {
            findings.add(Rule.STORED_GENERATED_COLUMN, column);
        }
        if (change.has(Trait.SERIAL)) {
            findings.add(Rule.SERIAL_COLUMN, column);
        } else if (change.has(Trait.NOT_NULL) && change.has(Trait.HAS_DEFAULT)) {
            findings.add(Rule.SIZE_OF_DATA_CHANGE, column);
        }
    }

    private static void constraint(Change change, StatementFindings findings) {
        if (change.has(Trait.UNIQUE) || change.has(Trait.PRIMARY_KEY)) {
            if (!change.has(Trait.ONLINE)) {
                findings.add(Rule.INDEX_NOT_CONCURRENT, change.object());
            }
        } else if (!change.has(Trait.NOT_VALID) && !change.has(Trait.LOCAL)) {
            findings.add(Rule.CONSTRAINT_NOT_VALID_MISSING, change.table());
        }
    }
}
