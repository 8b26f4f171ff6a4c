package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code ALTER TABLE} of PostgreSQL and H2 behind those words. */
final class AlterTableReader {
    private final Cursor statement;
    private final List<Change> changes = new ArrayList<>();

    private AlterTableReader(Cursor statement) {
        this.statement = statement;
    }

    static List<Change> read(Cursor statement) {
        return new AlterTableReader(statement).read();
    }

    private List<Change> read() {
        if (statement.take("ALL IN TABLESPACE")) {
            statement.rest();
            return List.of(Change.of(Kind.TABLE_REWRITTEN, Name.NONE, "", "SET TABLESPACE"));
        }
        statement.take("IF EXISTS");
        statement.take("ONLY");
        Name table = statement.name();
        statement.take("*");
        do {
            Cursor action = statement.upToComma();
            boolean dropsColumns = action.sees("DROP");
            action(table, action);
            action.end();
            // H2: DROP COLUMN a, b.
            while (dropsColumns && statement.dialect() == SqlDialect.H2 && !statement.atEnd()) {
                changes.add(Change.of(
                        Kind.COLUMN_DROPPED, table, statement.upToComma().word(), ""));
            }
        } while (!statement.atEnd());
        return changes;
    }

    private void action(Name table, Cursor action) {
        if (action.take("ADD")) {
            changes.addAll(AddReader.read(table, action));
        } else if (action.take("DROP")) {
            drop(table, action);
        } else if (action.take("RENAME")) {
            rename(table, action);
        } else if (action.take("ALTER CONSTRAINT")) {
            alterConstraint(table, action);
        } else if (action.take("ALTER")) {
            action.take("COLUMN");
            action.take("IF EXISTS");
            alterColumn(table, action.word(), action);
        } else if (action.take("VALIDATE CONSTRAINT")) {
            changes.add(Change.of(Kind.CONSTRAINT_VALIDATED, table, action.word(), ""));
        } else if (action.take("SET SCHEMA")) {
            changes.add(Change.of(Kind.TABLE_RENAMED, table, "", action.word() + "." + table.name()));
        } else if (action.take("SET TABLESPACE")
                || action.take("SET ACCESS METHOD")
                || action.take("SET LOGGED")
                || action.take("SET UNLOGGED")) {
            action.rest();
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "table"));
        } else if (action.take("DETACH PARTITION")) {
            Name partition = action.name();
            Change detached = Change.of(Kind.PARTITION_DETACHED, table, partition.name(), "");
            changes.add(action.take("CONCURRENTLY") ? detached.with(Trait.ONLINE) : detached);
            action.take("FINALIZE");
        } else if (action.take("ATTACH PARTITION")) {
            changes.add(Change.of(Kind.PARTITION_ATTACHED, action.name()));
            other(table, action);
        } else {
            changed(table, action);
            other(table, action);
        }
    }

    /** What is changed beside the short lock that all of these take. */
    private void changed(Name table, Cursor action) {
        if (action.takeAny("ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY")) {
            changes.add(Change.of(Kind.ROW_SECURITY_ENABLED, table));
        } else if (action.takeAny("DISABLE TRIGGER", "DISABLE RULE", "ENABLE REPLICA TRIGGER", "ENABLE REPLICA RULE")) {
            changes.add(Change.of(Kind.TRIGGER_DISABLED, table, action.word(), ""));
        } else if (action.takeAny("ENABLE RULE", "ENABLE ALWAYS RULE")) {
            changes.add(Change.of(Kind.OBJECT_REPLACED, new Name("", action.word()), "", "trigger"));
        } else if (action.takeAny("ENABLE TRIGGER", "ENABLE ALWAYS TRIGGER")) {
            changes.add(Change.of(Kind.TRIGGER_ENABLED, table, action.word(), ""));
        } else if (action.take("OWNER TO")) {
            changes.add(Change.of(Kind.RIGHTS_REVOKED, table));
        } else if (action.take("NO INHERIT")) {
            // Who reads the parent sees these rows no more.
            changes.add(Change.of(Kind.PARTITION_DROPPED, table));
        } else if (action.take("REPLICA IDENTITY NOTHING") || action.sees("OPTIONS", "(")) {
            changes.add(Change.of(Kind.OBJECT_REPLACED, table, "", "other"));
        } else if (!action.takeAny("DISABLE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY")
                && !action.takeAny("SET (", "RESET (", "SET WITHOUT CLUSTER", "SET WITHOUT OIDS", "CLUSTER ON")
                && !action.takeAny("REPLICA IDENTITY", "INHERIT", "OF", "NOT OF", "SET REFERENTIAL_INTEGRITY")) {
            throw new NotUnderstood("this form of ALTER TABLE is not known");
        }
    }

    private void other(Name table, Cursor action) {
        action.rest();
        changes.add(Change.of(Kind.TABLE_CHANGED, table));
    }

    /** When it is checked, or from PostgreSQL 18 whether. */
    private void alterConstraint(Name table, Cursor action) {
        String constraint = action.word();
        boolean isEnforced = action.has("ENFORCED") && !action.has("NOT", "ENFORCED");
        changes.add(
                isEnforced
                        ? Change.of(Kind.CONSTRAINT_ADDED, table, constraint, "", Trait.FOREIGN_KEY)
                        : Change.of(Kind.TABLE_CHANGED, table));
        while (action.takeAny("NOT", "ENFORCED", "DEFERRABLE", "INITIALLY", "DEFERRED", "IMMEDIATE", "NO", "INHERIT")) {
            // When it is checked.
        }
    }

    private void drop(Name table, Cursor action) {
        if (action.take("CONSTRAINT")) {
            action.take("IF EXISTS");
            action.word();
            action.takeAny("CASCADE", "RESTRICT");
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
            return;
        }
        if (action.take("PRIMARY KEY")) {
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
            return;
        }
        action.take("COLUMN");
        action.take("IF EXISTS");
        if (action.sees("(") && statement.dialect() == SqlDialect.H2) {
            Cursor columns = new Cursor(statement.dialect(), action.parentheses());
            columns.names().forEach(each -> changes.add(Change.of(Kind.COLUMN_DROPPED, table, each.name(), "")));
        } else {
            changes.add(Change.of(Kind.COLUMN_DROPPED, table, action.word(), ""));
        }
        action.takeAny("CASCADE CONSTRAINTS", "CASCADE", "RESTRICT");
    }

    private void rename(Name table, Cursor action) {
        if (action.take("TO")) {
            changes.add(Change.of(Kind.TABLE_RENAMED, table, "", action.name().toString()));
        } else if (action.take("CONSTRAINT")) {
            other(table, action);
        } else {
            action.take("COLUMN");
            String from = action.word();
            if (!action.take("TO")) {
                throw new NotUnderstood("TO was expected");
            }
            changes.add(Change.of(Kind.COLUMN_RENAMED, table, from, action.word()));
        }
    }

    private void alterColumn(Name table, String column, Cursor action) {
        if (action.takeAny("SET DATA TYPE", "TYPE")) {
            typeChanged(table, column, action);
        } else if (action.take("SET NOT NULL")) {
            changes.add(Change.of(Kind.NOT_NULL_SET, table, column, ""));
        } else if (action.takeAny("DROP NOT NULL", "SET NULL")) {
            changes.add(Change.of(Kind.NOT_NULL_DROPPED, table, column, ""));
        } else if (action.takeAny("DROP DEFAULT", "SET DEFAULT NULL", "DROP IDENTITY", "DROP EXPRESSION")) {
            action.rest();
            changes.add(Change.of(Kind.DEFAULT_CHANGED, table, column, "dropped"));
        } else if (action.takeAny("SET DEFAULT", "SET ON UPDATE", "DROP ON UPDATE", "ADD GENERATED ALWAYS")) {
            action.rest();
            changes.add(Change.of(Kind.DEFAULT_CHANGED, table, column, ""));
        } else if (action.takeAny("SET GENERATED ALWAYS", "SET GENERATED BY DEFAULT")) {
            changes.add(Change.of(Kind.DEFAULT_CHANGED, table, column, ""));
            numbers(table, column, action);
        } else if (action.take("RENAME TO")) {
            changes.add(Change.of(Kind.COLUMN_RENAMED, table, column, action.word()));
        } else if (action.take("SET EXPRESSION")) {
            action.rest();
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, column, "table"));
        } else if (action.takeAny("SET STATISTICS", "SET STORAGE", "SET COMPRESSION", "SET (", "RESET (", "SELECTIVITY")
                || action.takeAny("SET VISIBLE", "SET INVISIBLE", "ADD GENERATED BY DEFAULT")) {
            other(table, action);
        } else if (action.take("OPTIONS")) {
            action.parentheses();
            changes.add(Change.of(Kind.OBJECT_REPLACED, table, "", "other"));
        } else if (action.sees("SET") || action.sees("RESTART")) {
            numbers(table, column, action);
        } else if (statement.dialect() == SqlDialect.H2 && action.seesName() && !seesVerb(action)) {
            typeChanged(table, column, action);
        } else {
            throw new NotUnderstood("this form of ALTER COLUMN is not known");
        }
    }

    private static boolean seesVerb(Cursor action) {
        return action.sees("DROP") || action.sees("RESET") || action.sees("ADD") || action.sees("RENAME");
    }

    private void numbers(Name table, String column, Cursor action) {
        boolean isChanged = SequenceReader.changesNumbers(action);
        changes.add(
                isChanged
                        ? Change.of(Kind.OBJECT_REPLACED, table, column, "sequence")
                        : Change.of(Kind.TABLE_CHANGED, table));
    }

    private void typeChanged(Name table, String column, Cursor action) {
        boolean isConverted = action.has("USING");
        List<Change> read = ColumnReader.added(table, column, action);
        boolean isUnlimited = read.get(0).has(Trait.UNLIMITED_TEXT) && !isConverted;
        Change changed = Change.of(Kind.TYPE_CHANGED, table, column, read.get(0).detail());
        changes.add(isUnlimited ? changed.with(Trait.UNLIMITED_TEXT) : changed);
        if (read.get(0).has(Trait.NOT_NULL)) {
            changes.add(Change.of(Kind.NOT_NULL_SET, table, column, ""));
        }
    }
}
