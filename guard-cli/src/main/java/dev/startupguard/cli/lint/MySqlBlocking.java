package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Trait;

/** What blocks production on MySQL and MariaDB. */
final class MySqlBlocking extends Blocking {

    MySqlBlocking(LintSettings settings, KnownObjects known) {
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
            case COLUMN_ADDED ->
                alters(
                        change,
                        change.has(Trait.STORED) || change.has(Trait.SERIAL) || change.has(Trait.COMPUTED_DEFAULT),
                        findings);
            case COLUMN_DROPPED, COLUMN_RENAMED, INDEX_DROPPED -> alters(change, false, findings);
            case INDEX_CREATED -> alters(change, change.has(Trait.SPECIAL_INDEX), findings);
            case TYPE_CHANGED, TABLE_REWRITTEN ->
                alters(change, !change.detail().equals("in place"), findings);
            case CONSTRAINT_ADDED -> {
                boolean isChecked = change.has(Trait.FOREIGN_KEY) && state.hasForeignKeyChecks;
                alters(change, isChecked || change.has(Trait.CHECK), findings);
            }
            case CONSTRAINT_ENABLED -> alters(change, true, findings);
            case TABLE_LOCKED -> findings.add(Rule.LOCK_TABLE, change.table());
            case TABLE_CHANGED,
                    CONSTRAINT_DISABLED,
                    TABLE_DROPPED,
                    TABLE_RENAMED,
                    TABLE_TRUNCATED,
                    PARTITION_DROPPED,
                    DEFAULT_CHANGED,
                    NOT_NULL_SET -> {
                if (change.has(Trait.COPYING)) {
                    findings.add(Rule.TABLE_COPY, change.table());
                }
            }
            default -> {
                return;
            }
        }
        if (!change.has(Trait.WAITS)) {
            locks(state, findings);
        }
    }

    private static void alters(Change change, boolean copies, StatementFindings findings) {
        if (change.has(Trait.COPYING) || copies && !change.has(Trait.ONLINE)) {
            findings.add(Rule.TABLE_COPY, change.table());
        } else if (!change.has(Trait.ONLINE)) {
            findings.add(Rule.ONLINE_CLAUSE_MISSING, change.table());
        }
    }
}
