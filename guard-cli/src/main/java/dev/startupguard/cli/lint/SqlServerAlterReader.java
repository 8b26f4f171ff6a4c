package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code ALTER TABLE} of SQL Server behind those words, and {@code sp_rename}. */
final class SqlServerAlterReader {
    private final Cursor statement;
    private final List<Change> changes = new ArrayList<>();

    private SqlServerAlterReader(Cursor statement) {
        this.statement = statement;
    }

    static List<Change> read(Cursor statement) {
        return new SqlServerAlterReader(statement).read();
    }

    private List<Change> read() {
        Name table = statement.name();
        boolean unchecked = statement.take("WITH NOCHECK");
        boolean isChecking = statement.take("WITH CHECK");
        if (statement.take("ADD")) {
            add(table, unchecked);
        } else if (statement.take("ALTER COLUMN")) {
            alterColumn(table);
        } else if (statement.take("DROP")) {
            drop(table);
        } else if (statement.take("CHECK CONSTRAINT")) {
            Kind kind = isChecking ? Kind.CONSTRAINT_VALIDATED : Kind.CONSTRAINT_ENABLED;
            statement.names().forEach(name -> changes.add(Change.of(kind, table, name.name(), "")));
        } else if (statement.take("SWITCH")) {
            statement.rest();
            changes.add(Change.of(Kind.PARTITION_DETACHED, table));
        } else if (statement.take("REBUILD")) {
            boolean isOnline = statement.has("ONLINE", "=", "ON");
            statement.rest();
            changes.add(
                    isOnline
                            ? Change.of(Kind.TABLE_CHANGED, table)
                            : Change.of(Kind.TABLE_REWRITTEN, table, "", "table"));
        } else if (statement.take("NOCHECK CONSTRAINT")) {
            statement.names().forEach(name -> changes.add(Change.of(Kind.CONSTRAINT_DISABLED, table, name.name(), "")));
        } else {
            switched(table);
        }
        statement.end();
        return changes;
    }

    private void switched(Name table) {
        if (statement.take("DISABLE TRIGGER")) {
            statement.names().forEach(name -> changes.add(Change.of(Kind.TRIGGER_DISABLED, table, name.name(), "")));
        } else if (statement.take("ENABLE TRIGGER")) {
            statement.names().forEach(name -> changes.add(Change.of(Kind.TRIGGER_ENABLED, table, name.name(), "")));
        } else if (statement.takeAny("DISABLE CHANGE_TRACKING", "SET ( SYSTEM_VERSIONING")) {
            // Queries of the changes, or of the history, fail.
            changes.add(Change.of(Kind.OBJECT_REPLACED, table, "", "other"));
        } else if (!statement.takeAny("ENABLE CHANGE_TRACKING", "SET ( LOCK_ESCALATION")) {
            throw new NotUnderstood("this form of ALTER TABLE is not known");
        }
        statement.rest();
        changes.add(Change.of(Kind.TABLE_CHANGED, table));
    }

    /** {@code DISABLE TRIGGER a, b ON table}, and the same with ENABLE, behind its first word. */
    static List<Change> triggers(Kind kind, Cursor statement) {
        if (!statement.take("TRIGGER")) {
            throw new NotUnderstood("TRIGGER was expected");
        }
        List<Name> triggers = statement.names();
        if (!statement.take("ON")) {
            throw new NotUnderstood("ON was expected");
        }
        if (statement.takeAny("DATABASE", "ALL SERVER")) {
            // These fire on changes of the schema alone.
            return List.of();
        }
        Name table = statement.name();
        List<Change> changes = new ArrayList<>();
        triggers.forEach(trigger -> changes.add(Change.of(kind, table, trigger.name(), "")));
        changes.add(Change.of(Kind.TABLE_CHANGED, table));
        return changes;
    }

    private void add(Name table, boolean unchecked) {
        while (!statement.atEnd()) {
            for (Change each : AddReader.one(table, false, statement.upToComma())) {
                boolean isUnchecked = unchecked && each.kind() == Kind.CONSTRAINT_ADDED && !each.has(Trait.LOCAL);
                changes.add(isUnchecked ? each.with(Trait.NOT_VALID) : each);
            }
        }
    }

    private void alterColumn(Name table) {
        String column = statement.word();
        if (statement.takeAny("ADD", "DROP")) {
            property(table, column);
            return;
        }
        if (statement.atEnd()) {
            throw new NotUnderstood("a column without a type");
        }
        boolean isOnline = statement.has("ONLINE", "=", "ON");
        Change read = ColumnReader.added(table, column, statement).get(0);
        Change changed = Change.of(Kind.TYPE_CHANGED, table, column, read.detail());
        changes.add(isOnline ? changed.with(Trait.ONLINE) : changed);
        if (read.has(Trait.NOT_NULL)) {
            changes.add(Change.of(Kind.NOT_NULL_SET, table, column, ""));
        }
    }

    private void property(Name table, String column) {
        if (statement.takeAny("PERSISTED", "SPARSE")) {
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, column, "table"));
        } else if (statement.take("MASKED")) {
            // Those without the right to unmask read something else.
            changes.add(Change.of(Kind.RIGHTS_REVOKED, table));
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
        } else if (statement.takeAny("ROWGUIDCOL", "NOT FOR REPLICATION", "HIDDEN")) {
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
        } else {
            throw new NotUnderstood("this form of ALTER COLUMN is not known");
        }
        statement.rest();
    }

    private void drop(Name table) {
        if (statement.take("PERIOD FOR SYSTEM_TIME")) {
            changes.add(Change.of(Kind.OBJECT_REPLACED, table, "", "other"));
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
            return;
        }
        boolean isColumn = statement.take("COLUMN");
        statement.take("CONSTRAINT");
        statement.take("IF EXISTS");
        while (!statement.atEnd()) {
            Cursor one = statement.upToComma();
            isColumn |= one.take("COLUMN");
            if (one.take("CONSTRAINT")) {
                isColumn = false;
            }
            one.take("IF EXISTS");
            String name = one.word();
            one.rest();
            changes.add(
                    isColumn ? Change.of(Kind.COLUMN_DROPPED, table, name, "") : Change.of(Kind.TABLE_CHANGED, table));
        }
    }

    /** {@code sp_rename 'table.column', 'name', 'COLUMN'} behind its first word. */
    static List<Change> renamed(Cursor statement) {
        List<String> texts = new ArrayList<>();
        while (!statement.atEnd()) {
            Token token = statement.take();
            if (token.kind() == Token.Kind.STRING) {
                texts.add(token.text());
            } else if (!token.is(",") && !token.is("=") && !token.text().startsWith("@")) {
                throw new NotUnderstood("the names given to sp_rename are not plain strings");
            }
        }
        if (texts.size() < 2) {
            throw new NotUnderstood("the names given to sp_rename are not plain strings");
        }
        Cursor path = new Cursor(
                statement.dialect(),
                Lexer.read(statement.dialect(), texts.get(0)).tokens());
        Name name = path.name();
        String type = texts.size() > 2 ? texts.get(2).toUpperCase(Locale.ROOT) : "OBJECT";
        return switch (type) {
            case "COLUMN" -> {
                String schema = name.schema();
                yield List.of(Change.of(Kind.COLUMN_RENAMED, new Name("", schema), name.name(), texts.get(1)));
            }
            case "INDEX", "STATISTICS" -> List.of(Change.of(Kind.TABLE_CHANGED, new Name("", name.schema())));
            case "OBJECT" -> List.of(new Change(Kind.TABLE_RENAMED, name, "", Set.of(), texts.get(1)));
            default -> List.of(Change.of(Kind.OBJECT_RENAMED, name, "", "type"));
        };
    }
}
