package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Trait;
import java.util.Arrays;
import java.util.Map;

/** Says which rules a change meets: here what breaks builds, in every dialect; {@link Blocking} what blocks production. */
final class Judge {
    private static final Map<String, Rule> DROPPED = Map.of(
            "view", Rule.DROP_VIEW,
            "routine", Rule.DROP_ROUTINE,
            "trigger", Rule.DROP_TRIGGER,
            "sequence", Rule.DROP_SEQUENCE,
            "type", Rule.DROP_TYPE,
            "schema", Rule.DROP_SCHEMA,
            "other", Rule.DROP_OBJECT);

    private static final Map<String, Rule> REPLACED = Map.of(
            "view", Rule.REPLACE_VIEW,
            "routine", Rule.REPLACE_ROUTINE,
            "trigger", Rule.REPLACE_TRIGGER,
            "sequence", Rule.CHANGE_SEQUENCE,
            "type", Rule.RENAME_OBJECT,
            "schema", Rule.RENAME_OBJECT,
            "other", Rule.CHANGE_OBJECT);

    private final KnownObjects known;
    private final Blocking blocking;

    Judge(LintSettings settings) {
        known = new KnownObjects(settings.dialect());
        blocking = Blocking.of(settings, known);
    }

    void judge(Change change, MigrationState state, StatementFindings findings) {
        blocking.judge(change, state, findings);
        breaking(change, state, findings);
        remember(change);
    }

    private void breaking(Change change, MigrationState state, StatementFindings findings) {
        Name table = change.table();
        boolean isNew = known.isNew(table);
        String column = table + (change.object().isEmpty() ? "" : "." + change.object());
        boolean isNewColumn = known.hasColumn(table, change.object());
        switch (change.kind()) {
            case TABLE_DROPPED -> addUnless(isNew, Rule.DROP_TABLE, table.toString(), findings);
            case TABLE_RENAMED -> addUnless(isNew, Rule.RENAME_TABLE, table.toString(), findings);
            case TABLE_TRUNCATED -> addUnless(isNew, Rule.TRUNCATE_TABLE, table.toString(), findings);
            case PARTITION_DROPPED, PARTITION_DETACHED ->
                addUnless(isNew, Rule.DROP_PARTITION, table.toString(), findings);
            case ROW_SECURITY_ENABLED -> addUnless(isNew, Rule.ENABLE_ROW_SECURITY, table.toString(), findings);
            case COLUMN_ADDED -> addUnless(isNew || !isRequired(change), Rule.ADD_REQUIRED_COLUMN, column, findings);
            case COLUMN_DROPPED -> addUnless(isNewColumn, Rule.DROP_COLUMN, column, findings);
            case COLUMN_RENAMED -> addUnless(isNewColumn, Rule.RENAME_COLUMN, column, findings);
            case TYPE_CHANGED -> addUnless(isNewColumn, Rule.CHANGE_COLUMN_TYPE, column, findings);
            case NOT_NULL_SET -> addUnless(isNew || isFilled(change), Rule.SET_NOT_NULL, column, findings);
            case NOT_NULL_DROPPED -> addUnless(isNew || isNewColumn, Rule.DROP_NOT_NULL, column, findings);
            case DEFAULT_CHANGED -> {
                addUnless(isNew || isNewColumn, Rule.CHANGE_DEFAULT, column, findings);
                boolean isLeftOut = change.detail().equals("dropped") && known.isRequired(table, change.object());
                addUnless(!isLeftOut, Rule.ADD_REQUIRED_COLUMN, column, findings);
            }
            case TRIGGER_DISABLED -> {
                state.enabledTriggers.remove(column);
                addUnless(isNew, Rule.DROP_TRIGGER, column, findings);
            }
            case TRIGGER_ENABLED -> state.enabledTriggers.add(column);
            case CONSTRAINT_DISABLED -> state.disabledConstraints.add(column);
            case CONSTRAINT_ENABLED ->
                addUnless(
                        isNew || state.disabledConstraints.contains(column),
                        Rule.ADD_CHECK,
                        table.toString(),
                        findings);
            case CONSTRAINT_ADDED -> constraint(change, isNew, findings);
            case INDEX_CREATED ->
                addUnless(isNew || !change.has(Trait.UNIQUE), Rule.ADD_UNIQUE, table.toString(), findings);
            case ENUM_VALUE_ADDED -> addUnless(known.has("type", table), Rule.ADD_ENUM_VALUE, column, findings);
            case ENUM_VALUE_RENAMED -> addUnless(known.has("type", table), Rule.RENAME_ENUM_VALUE, column, findings);
            case OBJECT_DROPPED -> object(change, DROPPED, findings);
            case OBJECT_REPLACED -> object(change, REPLACED, findings);
            case OBJECT_RENAMED ->
                addUnless(known.has(change.detail(), table), Rule.RENAME_OBJECT, table.toString(), findings);
            case DATA_REWRITTEN -> addUnless(isNew || areNew(change), Rule.REWRITE_DATA, table.toString(), findings);
            case RIGHTS_REVOKED ->
                addUnless(
                        !table.name().isEmpty() && known.hasAny(table), Rule.REVOKE_RIGHTS, table.toString(), findings);
            case OPAQUE -> findings.add(Rule.OPAQUE_SQL, change.detail());
            case NOT_UNDERSTOOD -> findings.add(Rule.UNPARSED_SQL, change.detail());
            default -> {
                // Breaks nobody.
            }
        }
    }

    private static void addUnless(boolean isHarmless, Rule rule, String about, StatementFindings findings) {
        if (!isHarmless) {
            findings.add(rule, about);
        }
    }

    /** An INSERT that does not know a column of these migrations writes no NULL into it. */
    private boolean isFilled(Change required) {
        boolean isFilled = required.has(Trait.HAS_DEFAULT) || known.isFilled(required.table(), required.object());
        return isFilled && known.isAdded(required.table(), required.object());
    }

    private static boolean isRequired(Change column) {
        return column.has(Trait.NOT_NULL)
                && !column.has(Trait.HAS_DEFAULT)
                && !column.has(Trait.GENERATED)
                && !column.has(Trait.SERIAL);
    }

    /** A constraint of a new column alone is not in the way of those who do not know it. */
    private static void constraint(Change change, boolean isNew, StatementFindings findings) {
        if (isNew || change.has(Trait.LOCAL)) {
            return;
        }
        boolean isUnique = change.has(Trait.UNIQUE) || change.has(Trait.PRIMARY_KEY);
        addUnless(
                !isUnique || change.has(Trait.USING_INDEX),
                Rule.ADD_UNIQUE,
                change.table().toString(),
                findings);
        addUnless(!change.has(Trait.CHECK), Rule.ADD_CHECK, change.table().toString(), findings);
        addUnless(
                !change.has(Trait.FOREIGN_KEY),
                Rule.ADD_FOREIGN_KEY,
                change.table().toString(),
                findings);
    }

    private void object(Change change, Map<String, Rule> rules, StatementFindings findings) {
        Rule rule = rules.get(change.detail());
        boolean isOfNewTable = !change.object().isEmpty() && known.hasColumn(change.table(), change.object());
        if (rule != null && !isOfNewTable && !known.has(change.detail(), change.table())) {
            findings.add(rule, change.table());
        }
    }

    private boolean areNew(Change written) {
        return written.table().name().startsWith("guard_")
                || !written.object().isEmpty()
                        && Arrays.stream(written.object().split(","))
                                .allMatch(column -> known.hasColumn(written.table(), column));
    }

    private void remember(Change change) {
        Name table = change.table();
        switch (change.kind()) {
            case TABLE_CREATED -> known.add("table", table);
            case TABLE_DROPPED -> known.remove("table", table);
            case TABLE_RENAMED -> {
                if (known.has("table", table)) {
                    known.remove("table", table);
                    known.add("table", new Name("", change.detail()));
                }
                // The name is free: a view of that name replaces none.
                known.add("view", table);
            }
            case COLUMN_ADDED -> {
                known.addColumn(table, change.object());
                boolean isFilled =
                        change.has(Trait.HAS_DEFAULT) || change.has(Trait.GENERATED) || change.has(Trait.SERIAL);
                known.filled(table, change.object(), isFilled);
                known.required(
                        table, change.object(), change.has(Trait.NOT_NULL) && known.isAdded(table, change.object()));
            }
            case NOT_NULL_SET -> known.required(table, change.object(), known.isAdded(table, change.object()));
            case NOT_NULL_DROPPED -> known.required(table, change.object(), false);
            case DEFAULT_CHANGED ->
                known.filled(table, change.object(), !change.detail().equals("dropped"));
            case COLUMN_RENAMED -> {
                if (known.hasColumn(table, change.object())) {
                    known.addColumn(table, change.detail());
                }
            }
            case CONSTRAINT_ADDED -> {
                if (change.has(Trait.CHECK)) {
                    known.check(table, change.object(), change.detail(), !change.has(Trait.NOT_VALID));
                }
            }
            case CONSTRAINT_VALIDATED -> known.validated(table, change.object());
            case INDEX_CREATED -> known.add("index", new Name("", change.object()));
            case OBJECT_CREATED -> {
                known.add(change.detail(), table);
                if (change.detail().equals("view")) {
                    // A materialized view has indexes as a table has.
                    known.add("table", table);
                }
            }
            default -> {
                // Nothing new.
            }
        }
    }
}
