package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.List;

/** Reads {@code ALTER} of a view, routine, trigger, sequence, type or schema behind these words. */
final class AlterObjectReader {
    private final Cursor statement;
    private final String type;

    private AlterObjectReader(Cursor statement, String type) {
        this.statement = statement;
        this.type = type;
    }

    static List<Change> read(Cursor statement, String type, boolean isMaterialized) {
        return new AlterObjectReader(statement, type).read(isMaterialized);
    }

    private List<Change> read(boolean isMaterialized) {
        if (isMaterialized && statement.take("ALL IN TABLESPACE")) {
            return change(Kind.TABLE_REWRITTEN, Name.NONE, "table");
        }
        statement.take("IF EXISTS");
        Name name = statement.name();
        statement.parentheses();
        if (statement.atEnd()) {
            throw new NotUnderstood("nothing is altered");
        }
        if (type.equals("type")) {
            return type(name);
        }
        if (statement.takeAny("RENAME", "SET SCHEMA", "TRANSFER")) {
            return change(Kind.OBJECT_RENAMED, name, type);
        }
        if (statement.take("OWNER TO")) {
            return change(Kind.RIGHTS_REVOKED, name, "");
        }
        if (statement.takeAny("DEPENDS ON EXTENSION", "NO DEPENDS ON EXTENSION")) {
            // Means something when the extension is dropped.
            return List.of();
        }
        return switch (type) {
            case "view" -> isMaterialized ? materialized(name) : view(name);
            case "routine" -> routine(name);
            case "trigger" -> trigger(name);
            case "sequence" -> SequenceReader.changesNumbers(statement) ? replaced(name) : List.of();
            default -> throw notKnown();
        };
    }

    private List<Change> change(Kind kind, Name name, String detail) {
        return List.of(Change.of(kind, name, "", detail));
    }

    private List<Change> replaced(Name name) {
        return change(Kind.OBJECT_REPLACED, name, type);
    }

    private NotUnderstood notKnown() {
        return new NotUnderstood("this form of ALTER of a " + type + " is not known");
    }

    private boolean isSqlServer() {
        return statement.dialect() == SqlDialect.SQLSERVER;
    }

    private List<Change> view(Name name) {
        if (statement.take("ALTER")) {
            return change(Kind.DEFAULT_CHANGED, name, "");
        }
        if (statement.dialect() == SqlDialect.H2 && statement.take("RECOMPILE")) {
            // Says the same as before.
            return List.of();
        }
        // PostgreSQL's options decide whose rights count, and which rows may be written.
        boolean isOption = statement.sees("SET", "(") || statement.sees("RESET", "(");
        if (isOption || statement.has("AS")) {
            return replaced(name);
        }
        throw notKnown();
    }

    private List<Change> materialized(Name name) {
        while (!statement.atEnd()) {
            Cursor action = statement.upToComma();
            if (action.takeAny("SET TABLESPACE", "SET ACCESS METHOD")) {
                return change(Kind.TABLE_REWRITTEN, name, "table");
            }
            // How it is stored and measured.
            if (!action.takeAny("SET (", "RESET (", "ALTER", "CLUSTER ON", "SET WITHOUT CLUSTER")) {
                throw notKnown();
            }
        }
        return List.of();
    }

    private List<Change> routine(Name name) {
        if (isSqlServer()) {
            return replaced(name);
        }
        boolean isMySql = statement.isMySql();
        while (!statement.atEnd()) {
            boolean isForThePlannerAlone = statement.takeAny(
                            "PARALLEL SAFE",
                            "PARALLEL UNSAFE",
                            "PARALLEL RESTRICTED",
                            "NOT LEAKPROOF",
                            "LEAKPROOF",
                            "RESTRICT")
                    || isMySql && saysNothingToTheServer();
            if (isForThePlannerAlone) {
                continue;
            }
            if (statement.takeAny("COST", "ROWS", "SUPPORT") || isMySql && statement.take("COMMENT")) {
                statement.take();
            } else if (changesRoutine()) {
                return replaced(name);
            } else {
                throw notKnown();
            }
        }
        return List.of();
    }

    private boolean saysNothingToTheServer() {
        return statement.takeAny("LANGUAGE SQL", "NO SQL", "CONTAINS SQL", "READS SQL DATA", "MODIFIES SQL DATA");
    }

    private boolean changesRoutine() {
        return statement.takeAny("SECURITY", "EXTERNAL SECURITY", "SQL SECURITY", "STRICT", "CALLED ON NULL INPUT")
                || statement.takeAny("RETURNS NULL ON NULL INPUT", "IMMUTABLE", "STABLE", "VOLATILE", "SET", "RESET");
    }

    private List<Change> trigger(Name name) {
        if (isSqlServer()) {
            return replaced(name);
        }
        if (statement.take("ON")) {
            statement.name();
            if (statement.takeAny("RENAME TO", "DEPENDS ON EXTENSION", "NO DEPENDS ON EXTENSION")) {
                // No build names a trigger.
                return List.of();
            }
        }
        throw notKnown();
    }

    private List<Change> type(Name name) {
        if (statement.take("ADD VALUE")) {
            return change(Kind.ENUM_VALUE_ADDED, name, "");
        }
        if (statement.take("RENAME VALUE")) {
            return change(Kind.ENUM_VALUE_RENAMED, name, "");
        }
        if (statement.takeAny("RENAME TO", "SET SCHEMA", "RENAME ATTRIBUTE", "DROP ATTRIBUTE", "ALTER ATTRIBUTE")) {
            return change(Kind.OBJECT_RENAMED, name, "type");
        }
        if (statement.takeAny("SET DEFAULT", "DROP DEFAULT", "SET ON UPDATE", "DROP ON UPDATE")) {
            return change(Kind.DEFAULT_CHANGED, name, "");
        }
        if (statement.take("DROP NOT NULL")) {
            return change(Kind.NOT_NULL_DROPPED, name, "");
        }
        if (statement.take("SET NOT NULL")) {
            return change(Kind.NOT_NULL_SET, name, "");
        }
        if (statement.takeAny("OWNER TO", "DROP CONSTRAINT", "VALIDATE CONSTRAINT", "RENAME CONSTRAINT")) {
            // Everybody may use a type; and nobody is in the way of a constraint that is no more.
            return List.of();
        }
        if (statement.sees("ADD", "ATTRIBUTE") || statement.sees("SET", "(")) {
            return change(Kind.OBJECT_REPLACED, name, "other");
        }
        if (statement.take("ADD")) {
            Change check = Change.of(Kind.CONSTRAINT_ADDED, name, "", "", Trait.CHECK);
            return List.of(statement.has("NOT", "VALID") ? check.with(Trait.NOT_VALID) : check);
        }
        throw new NotUnderstood("this form of ALTER TYPE or ALTER DOMAIN is not known");
    }
}
