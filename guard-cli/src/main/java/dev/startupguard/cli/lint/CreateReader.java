package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        while (mySqlOption()) {
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
        if (statement.has("INDEX") && seesIndex()) {
            return index(replaces);
        }
        if (replaces && statement.takeAny("DATABASE", "SCHEMA")) {
            return List.of(Change.of(Kind.OBJECT_DROPPED, statement.name(), "", "schema"));
        }
        if (replaces && statement.takeAny("USER", "ROLE")) {
            return List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE));
        }
        if (statement.takeAny(
                "SCHEMA",
                "DATABASE",
                "EXTENSION",
                "ROLE",
                "USER",
                "LOGIN",
                "GROUP",
                "POLICY",
                "PUBLICATION",
                "SUBSCRIPTION",
                "SERVER",
                "STATISTICS",
                "CONSTANT",
                "TABLESPACE",
                "TEXT",
                "ACCESS",
                "CONVERSION",
                "CAST",
                "LANGUAGE",
                "OPERATOR",
                "COLLATION",
                "EVENT",
                "PARTITION",
                "FULLTEXT",
                "SECURITY",
                "TRANSFORM",
                "APPLICATION",
                "CERTIFICATE",
                "ASSEMBLY",
                "QUEUE",
                "SERVICE",
                "PACKAGE",
                "FOREIGN DATA WRAPPER")) {
            statement.rest();
            return List.of();
        }
        throw new NotUnderstood("this kind of CREATE is not known");
    }

    private boolean mySqlOption() {
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

    private boolean seesIndex() {
        for (String word : List.of(
                "UNIQUE",
                "FULLTEXT",
                "SPATIAL",
                "CLUSTERED",
                "NONCLUSTERED",
                "COLUMNSTORE",
                "INDEX",
                "PRIMARY",
                "XML",
                "NULLS",
                "HASH")) {
            if (statement.sees(word)) {
                return true;
            }
        }
        return false;
    }

    private List<Change> index(boolean replaces) {
        if (statement.take("FULLTEXT CATALOG")) {
            statement.rest();
            return List.of();
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        while (!statement.take("INDEX")) {
            Token word = statement.take();
            if (word.is("UNIQUE")) {
                traits.add(Trait.UNIQUE);
            } else if (word.is("FULLTEXT") || word.is("SPATIAL")) {
                traits.add(Trait.SPECIAL_INDEX);
            }
        }
        boolean isOnline = statement.take("CONCURRENTLY")
                || statement.has("ONLINE", "=", "ON")
                || statement.isMySql() && MySqlAlterReader.isOnline(statement);
        if (isOnline) {
            traits.add(Trait.ONLINE);
        }
        if (statement.isMySql() && MySqlAlterReader.isCopying(statement)) {
            traits.add(Trait.COPYING);
        }
        statement.take("IF NOT EXISTS");
        String name = statement.sees("ON") ? "" : statement.name().name();
        while (!statement.take("ON")) {
            statement.take();
        }
        statement.take("ONLY");
        Name table = statement.name();
        statement.rest();
        List<Change> changes = new ArrayList<>();
        if (replaces) {
            changes.add(Change.of(Kind.INDEX_DROPPED, table, name, ""));
        }
        changes.add(new Change(Kind.INDEX_CREATED, table, name, traits, ""));
        return changes;
    }
}
