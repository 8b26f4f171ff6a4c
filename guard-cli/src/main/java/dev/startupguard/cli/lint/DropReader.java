package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code DROP …} behind its first word. */
final class DropReader {
    private DropReader() {}

    static List<Change> read(Cursor statement) {
        if (statement.take("ALL OBJECTS")) {
            statement.rest();
            return List.of(Change.of(Kind.OBJECT_DROPPED, Name.NONE, "", "schema"));
        }
        statement.take("TEMPORARY");
        if (statement.takeAny("TABLE", "FOREIGN TABLE", "TABLES")) {
            return tables(statement);
        }
        if (statement.take("INDEX")) {
            return index(statement);
        }
        boolean isPostgres = statement.dialect() == SqlDialect.POSTGRESQL;
        if (isPostgres && statement.take("POLICY")) {
            statement.take("IF EXISTS");
            statement.word();
            return List.of(Change.of(Kind.ROW_SECURITY_ENABLED, statement.take("ON") ? statement.name() : Name.NONE));
        }
        if (isPostgres && statement.takeAny("COLLATION", "TEXT SEARCH")) {
            statement.rest();
            return List.of(Change.of(Kind.OBJECT_DROPPED, Name.NONE, "", "type"));
        }
        if (isPostgres && statement.takeAny("OPERATOR", "CAST")) {
            statement.rest();
            return List.of(Change.of(Kind.OBJECT_DROPPED, Name.NONE, "", "routine"));
        }
        String type = isPostgres && statement.take("RULE") ? "trigger" : type(statement);
        if (!type.isEmpty()) {
            return all(statement, Kind.OBJECT_DROPPED, type);
        }
        if (statement.takeAny("USER", "ROLE", "LOGIN", "GROUP", "OWNED BY")) {
            statement.rest();
            return List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE));
        }
        if (statement.takeAny("FOREIGN DATA WRAPPER", "SERVER", "PROCEDURAL LANGUAGE", "LANGUAGE", "TRANSFORM")
                || statement.take("ACCESS METHOD")) {
            return withWhatItCarries(statement);
        }
        if (!statement.sees("EVENT", "TRIGGER")
                && statement.takeAny("EVENT", "PUBLICATION", "SUBSCRIPTION", "FULLTEXT INDEX ON", "FULLTEXT CATALOG")) {
            statement.take("IF EXISTS");
            return List.of(Change.of(Kind.OBJECT_DROPPED, statement.name(), "", "other"));
        }
        if (statement.takeAny(
                // Fires on changes of the schema alone.
                "EVENT TRIGGER",
                // Known to the planner or to this session alone.
                "STATISTICS",
                "PREPARE",
                // Found by the encodings, not by name.
                "CONVERSION",
                // The server refuses while something is in it, or uses it.
                "TABLESPACE",
                "RULE",
                "DEFAULT",
                "PARTITION SCHEME",
                "PARTITION FUNCTION",
                // More rows are seen, not fewer.
                "SECURITY POLICY")) {
            statement.rest();
            return List.of();
        }
        throw new NotUnderstood("this kind of DROP is not known");
    }

    /** CASCADE takes tables along, or functions, and nobody sees here which. */
    private static List<Change> withWhatItCarries(Cursor statement) {
        statement.take("IF EXISTS");
        Name name = statement.seesName() ? statement.name() : Name.NONE;
        List<Change> changes = new ArrayList<>();
        changes.add(Change.of(Kind.OBJECT_DROPPED, name, "", "other"));
        if (statement.has("CASCADE")) {
            changes.add(Change.of(Kind.TABLE_DROPPED, Name.NONE));
        }
        return changes;
    }

    private static List<Change> tables(Cursor statement) {
        // MariaDB's time-out of this statement alone.
        boolean waits = statement.isMySql() && (statement.has("NOWAIT") || statement.has("WAIT"));
        List<Change> changes = all(statement, Kind.TABLE_DROPPED, "");
        return waits ? changes.stream().map(change -> change.with(Trait.WAITS)).toList() : changes;
    }

    /** What an ALTER or a DROP is about, if it is one of the objects that programs use by name. */
    static String type(Cursor statement) {
        if (statement.takeAny("VIEW", "MATERIALIZED VIEW", "SYNONYM")) {
            return "view";
        }
        if (statement.takeAny("FUNCTION", "PROCEDURE", "PROC", "ROUTINE", "AGGREGATE", "OPERATOR", "CAST", "EXTENSION")
                || statement.dialect() == SqlDialect.H2 && statement.takeAny("ALIAS", "CONSTANT")) {
            return "routine";
        }
        if (statement.take("TRIGGER")) {
            return "trigger";
        }
        if (statement.take("SEQUENCE")) {
            return "sequence";
        }
        if (statement.takeAny("TYPE", "DOMAIN")) {
            return "type";
        }
        return statement.takeAny("SCHEMA", "DATABASE") ? "schema" : "";
    }

    private static List<Change> all(Cursor statement, Kind kind, String type) {
        statement.take("IF EXISTS");
        List<Change> changes = new ArrayList<>();
        if (statement.sees("(")) {
            // DROP CAST (a AS b), and operators that are symbols.
            statement.rest();
            return List.of(Change.of(kind, Name.NONE, "", type));
        }
        do {
            if (!statement.seesName()) {
                statement.rest();
                changes.add(Change.of(kind, Name.NONE, "", type));
                break;
            }
            Name name = statement.name();
            statement.parentheses();
            changes.add(Change.of(kind, name, "", type));
        } while (statement.take(","));
        if (statement.take("ON")) {
            statement.name();
        }
        if (statement.isMySql() && !statement.take("NOWAIT") && statement.take("WAIT")) {
            statement.take();
        }
        if (statement.take("WITH")) {
            // PostgreSQL: DROP DATABASE … WITH (FORCE).
            statement.parentheses();
        }
        statement.takeAny("CASCADE CONSTRAINTS", "CASCADE", "RESTRICT");
        statement.end();
        return changes;
    }

    private static List<Change> index(Cursor statement) {
        boolean isOnline = statement.take("CONCURRENTLY")
                || statement.has("ONLINE", "=", "ON")
                || statement.isMySql() && MySqlAlterReader.isOnline(statement);
        boolean isCopying = statement.isMySql() && MySqlAlterReader.isCopying(statement);
        statement.take("IF EXISTS");
        List<Change> changes = new ArrayList<>();
        do {
            Name index = statement.name();
            Name table = statement.take("ON") ? statement.name() : new Name(index.schema(), "");
            if (statement.isMySql() && index.name().equals("primary")) {
                changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "primary key"));
                continue;
            }
            Change dropped = Change.of(Kind.INDEX_DROPPED, table, index.name(), "");
            dropped = isOnline ? dropped.with(Trait.ONLINE) : dropped;
            changes.add(isCopying ? dropped.with(Trait.COPYING) : dropped);
        } while (statement.take(","));
        if (statement.sees("WITH") || statement.isMySql()) {
            statement.rest();
        }
        statement.takeAny("CASCADE", "RESTRICT");
        statement.end();
        return changes;
    }
}
