package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code CREATE …} behind its first word: what is new breaks nobody, unless it replaces or belongs to something old. */
final class CreateReader {
    private final Cursor statement;

    private CreateReader(Cursor statement) {
        this.statement = statement;
    }

    static List<Change> read(Cursor statement) {
        return new CreateReader(statement).read();
    }

    private List<Change> read() {
        boolean replaces = statement.takeAny("OR REPLACE", "OR ALTER");
        while (statement.takeAny(
                "GLOBAL",
                "LOCAL",
                "TEMPORARY",
                "TEMP",
                "UNLOGGED",
                "CACHED",
                "MEMORY",
                "EXTERNAL",
                "RECURSIVE",
                "NO FORCE",
                "FORCE",
                "CONSTRAINT",
                "TRUSTED",
                "PROCEDURAL",
                "DEFAULT")) {
            // Says how the new object is kept.
        }
        while (takeMySqlOption(statement)) {
            // Says by whom.
        }
        if (statement.takeAny("TABLE", "FOREIGN TABLE", "LINKED TABLE")) {
            return table(replaces);
        }
        if (statement.takeAny("VIEW", "MATERIALIZED VIEW", "SYNONYM")) {
            return object("view", replaces);
        }
        if (statement.takeAny("FUNCTION", "PROCEDURE", "PROC", "AGGREGATE FUNCTION", "AGGREGATE", "ALIAS")) {
            return object("routine", replaces);
        }
        if (statement.take("TRIGGER")) {
            return trigger(replaces);
        }
        if (statement.take("RULE")) {
            // Changes what old statements do, as no new trigger can.
            return object("trigger", true);
        }
        if (statement.take("SEQUENCE")) {
            return object("sequence", replaces);
        }
        if (statement.takeAny("TYPE", "DOMAIN")) {
            return object("type", replaces);
        }
        if (CreateIndexReader.seesIndex(statement)) {
            return CreateIndexReader.read(statement, replaces);
        }
        if (statement.takeAny("POLICY", "SECURITY POLICY")) {
            return policy();
        }
        if (statement.take("PACKAGE")) {
            statement.take("BODY");
            return object("routine", replaces);
        }
        if (replaces && statement.takeAny("DATABASE", "SCHEMA")) {
            return List.of(Change.of(Kind.OBJECT_DROPPED, statement.name(), "", "schema"));
        }
        if (replaces && statement.takeAny("USER", "ROLE")) {
            return List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE));
        }
        if (statement.takeAny(
                        "SERVER", "EVENT TRIGGER", "EVENT", "PUBLICATION", "SUBSCRIPTION", "ROLE", "USER", "LOGIN")
                || statement.takeAny("GROUP", "LANGUAGE", "FOREIGN DATA WRAPPER")) {
            return lesser("other", replaces);
        }
        if (statement.takeAny("SCHEMA", "DATABASE")) {
            return lesser("schema", false);
        }
        if (statement.takeAny(
                "EXTENSION",
                "STATISTICS",
                "CONSTANT",
                "TABLESPACE",
                "TEXT",
                "ACCESS",
                "CONVERSION",
                "CAST",
                "OPERATOR",
                "COLLATION",
                "PARTITION",
                "FULLTEXT CATALOG",
                "FULLTEXT STOPLIST",
                "TRANSFORM",
                "APPLICATION",
                "CERTIFICATE",
                "ASSEMBLY",
                "QUEUE",
                "SERVICE")) {
            statement.rest();
            return replaces ? List.of(Change.of(Kind.OBJECT_REPLACED, Name.NONE, "", "other")) : List.of();
        }
        throw new NotUnderstood("this kind of CREATE is not known");
    }

    /** DEFINER, ALGORITHM or SQL SECURITY, if it comes next. */
    static boolean takeMySqlOption(Cursor statement) {
        if (statement.take("DEFINER")) {
            statement.take("=");
            boolean isHostNext = statement.take().text().endsWith("@") || statement.take("@");
            if (isHostNext) {
                statement.take();
            }
            statement.parentheses();
            return true;
        }
        if (statement.take("ALGORITHM")) {
            statement.take("=");
            statement.take();
            return true;
        }
        return statement.takeAny("SQL SECURITY DEFINER", "SQL SECURITY INVOKER");
    }

    /** Its name may be a string, as that of MySQL's users. */
    private List<Change> lesser(String type, boolean replaces) {
        statement.take("IF NOT EXISTS");
        Name name = statement.seesName() ? statement.name() : Name.NONE;
        statement.rest();
        if (replaces) {
            return List.of(Change.of(Kind.OBJECT_REPLACED, name, "", type));
        }
        return name.equals(Name.NONE) ? List.of() : List.of(Change.of(Kind.OBJECT_CREATED, name, "", type));
    }

    /** A policy that only lets more rows through is in nobody's way; those of SQL Server filter. */
    private List<Change> policy() {
        Name policy = statement.name();
        boolean filters = statement.dialect() == SqlDialect.SQLSERVER
                ? !statement.has("STATE", "=", "OFF")
                : statement.has("RESTRICTIVE");
        Name table = statement.take("ON") ? statement.name() : policy;
        statement.rest();
        return filters ? List.of(Change.of(Kind.ROW_SECURITY_ENABLED, table)) : List.of();
    }

    private List<Change> table(boolean replaces) {
        statement.take("IF NOT EXISTS");
        Name table = statement.name();
        List<Change> changes = new ArrayList<>();
        if (replaces) {
            changes.add(Change.of(Kind.TABLE_DROPPED, table));
        }
        changes.add(Change.of(Kind.TABLE_CREATED, table));
        if (statement.take("PARTITION OF")) {
            changes.add(Change.of(Kind.TABLE_CHANGED, statement.name()));
        }
        while (statement.dialect() == SqlDialect.POSTGRESQL && statement.has("REFERENCES")) {
            while (!statement.take("REFERENCES")) {
                statement.take();
            }
            Name referenced = statement.name();
            if (!referenced.equals(table)) {
                changes.add(Change.of(Kind.TABLE_CHANGED, referenced));
            }
        }
        statement.rest();
        return changes;
    }

    private List<Change> object(String type, boolean replaces) {
        statement.take("IF NOT EXISTS");
        Name name = statement.name();
        statement.rest();
        return List.of(Change.of(replaces ? Kind.OBJECT_REPLACED : Kind.OBJECT_CREATED, name, "", type));
    }

    private List<Change> trigger(boolean replaces) {
        statement.take("IF NOT EXISTS");
        Name name = statement.name();
        List<Change> changes = new ArrayList<>();
        changes.add(Change.of(replaces ? Kind.OBJECT_REPLACED : Kind.OBJECT_CREATED, name, "", "trigger"));
        while (!statement.atEnd() && !statement.take("ON")) {
            statement.take();
        }
        if (statement.seesName()) {
            changes.add(Change.of(Kind.TABLE_CHANGED, statement.name()));
        }
        statement.rest();
        return changes;
    }
}
