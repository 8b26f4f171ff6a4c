package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.List;

/** Reads {@code ALTER …} behind its first word. */
final class AlterReader {
    private final Cursor statement;

    private AlterReader(Cursor statement) {
        this.statement = statement;
    }

    static List<Change> read(Cursor statement) {
        return new AlterReader(statement).read();
    }

    private List<Change> read() {
        statement.takeAny("ONLINE", "IGNORE");
        if (statement.takeAny("TABLE", "FOREIGN TABLE")) {
            return switch (statement.dialect()) {
                case POSTGRESQL, H2 -> AlterTableReader.read(statement);
                case MARIADB, MYSQL -> MySqlAlterReader.read(statement);
                case SQLSERVER -> SqlServerAlterReader.read(statement);
            };
        }
        if (statement.take("INDEX")) {
            return alterIndex();
        }
        if (statement.takeAny("DEFAULT PRIVILEGES")) {
            return statement.has("REVOKE") ? List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE)) : List.of();
        }
        if (statement.takeAny("EXTENSION", "AGGREGATE", "OPERATOR", "COLLATION", "TEXT SEARCH", "DATABASE")) {
            boolean isRenamed =
                    statement.has("RENAME", "TO") || statement.has("SET", "SCHEMA") || statement.has("MODIFY", "NAME");
            statement.rest();
            return isRenamed ? List.of(Change.of(Kind.OBJECT_RENAMED, Name.NONE, "", "routine")) : List.of();
        }
        if (statement.takeAny(
                "EVENT",
                "POLICY",
                "PUBLICATION",
                "SUBSCRIPTION",
                "SYSTEM",
                "SERVER",
                "STATISTICS",
                "TABLESPACE",
                "AUTHORIZATION",
                "PARTITION",
                "FULLTEXT",
                "RULE",
                "LARGE OBJECT",
                "LANGUAGE",
                "CONVERSION")) {
            statement.rest();
            return List.of();
        }
        if (statement.takeAny("ROLE", "USER", "LOGIN", "GROUP")) {
            boolean isLockedOut = statement.has("PASSWORD")
                    || statement.has("IDENTIFIED")
                    || statement.has("NOLOGIN")
                    || statement.has("LOCK")
                    || statement.has("RENAME")
                    || statement.has("NAME", "=")
                    || statement.has("DROP")
                    || statement.has("DISABLE");
            return isLockedOut ? List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE)) : List.of();
        }
        while (statement.takeAny("ALGORITHM = UNDEFINED", "ALGORITHM = MERGE", "ALGORITHM = TEMPTABLE")) {
            // MySQL's options of a view.
        }
        String type = DropReader.type(statement);
        if (type.isEmpty()) {
            throw new NotUnderstood("this kind of ALTER is not known");
        }
        return alterObject(type);
    }

    private List<Change> alterIndex() {
        statement.take("IF EXISTS");
        if (statement.take("ALL IN TABLESPACE")) {
            return List.of(Change.of(Kind.TABLE_REWRITTEN, Name.NONE, "", "table"));
        }
        String index = statement.name().name();
        if (statement.dialect() == SqlDialect.SQLSERVER) {
            statement.take("ON");
            Name table = statement.name();
            Change rebuilt = Change.of(Kind.INDEX_REBUILT, table, index, "");
            return statement.sees("REBUILD")
                    ? List.of(statement.has("ONLINE", "=", "ON") ? rebuilt.with(Trait.ONLINE) : rebuilt)
                    : List.of();
        }
        return List.of();
    }

    private List<Change> alterObject(String type) {
        statement.take("IF EXISTS");
        Name name = statement.name();
        statement.parentheses();
        if (type.equals("type")) {
            return alterType(name);
        }
        if (statement.takeAny("RENAME TO", "SET SCHEMA", "RENAME COLUMN", "TRANSFER")) {
            return List.of(Change.of(Kind.OBJECT_RENAMED, name, "", type));
        }
        if (type.equals("view") && statement.take("ALTER")) {
            return List.of(Change.of(Kind.DEFAULT_CHANGED, name));
        }
        if (type.equals("sequence") || type.equals("view") && isDefinition() || isRoutineOfSqlServer(type)) {
            boolean isHarmless = statement.sees("OWNER") || statement.sees("OWNED") || statement.sees("CACHE");
            return isHarmless ? List.of() : List.of(Change.of(Kind.OBJECT_REPLACED, name, "", type));
        }
        return List.of();
    }

    private boolean isDefinition() {
        return statement.has("AS") || statement.dialect() == SqlDialect.SQLSERVER;
    }

    private boolean isRoutineOfSqlServer(String type) {
        return statement.dialect() == SqlDialect.SQLSERVER && !type.equals("schema");
    }

    private List<Change> alterType(Name name) {
        if (statement.take("ADD VALUE")) {
            return List.of(Change.of(Kind.ENUM_VALUE_ADDED, name));
        }
        if (statement.take("RENAME VALUE")) {
            return List.of(Change.of(Kind.ENUM_VALUE_RENAMED, name));
        }
        if (statement.takeAny("RENAME TO", "SET SCHEMA", "RENAME ATTRIBUTE", "DROP ATTRIBUTE", "ALTER ATTRIBUTE")) {
            return List.of(Change.of(Kind.OBJECT_RENAMED, name, "", "type"));
        }
        if (statement.takeAny("SET DEFAULT", "DROP DEFAULT")) {
            return List.of(Change.of(Kind.DEFAULT_CHANGED, name));
        }
        if (statement.take("DROP NOT NULL")) {
            return List.of(Change.of(Kind.NOT_NULL_DROPPED, name));
        }
        if (statement.takeAny("OWNER", "ADD ATTRIBUTE", "DROP", "VALIDATE", "SET")) {
            boolean restricts = statement.sees("NOT", "NULL");
            return restricts ? List.of(Change.of(Kind.NOT_NULL_SET, name, "", "")) : List.of();
        }
        if (statement.take("ADD")) {
            Change check = Change.of(Kind.CONSTRAINT_ADDED, name, "", "", Trait.CHECK);
            return List.of(statement.has("NOT", "VALID") ? check.with(Trait.NOT_VALID) : check);
        }
        throw new NotUnderstood("this form of ALTER TYPE or ALTER DOMAIN is not known");
    }
}
