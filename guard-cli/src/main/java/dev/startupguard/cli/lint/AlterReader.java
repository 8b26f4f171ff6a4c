package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.List;

/**
 * Reads {@code ALTER …} behind its first word. An action that is in no list is not understood, or
 * at least a change: never nothing.
 */
final class AlterReader {
    private final Cursor statement;

    private AlterReader(Cursor statement) {
        this.statement = statement;
    }

    static List<Change> read(Cursor statement) {
        return new AlterReader(statement).read();
    }

    private List<Change> read() {
        boolean isOnline = statement.isMySql() && statement.take("ONLINE");
        boolean dropsRows = statement.isMySql() && statement.take("IGNORE");
        if (statement.takeAny("TABLE", "FOREIGN TABLE")) {
            return switch (statement.dialect()) {
                case POSTGRESQL, H2 -> AlterTableReader.read(statement);
                case MARIADB, MYSQL -> MySqlAlterReader.read(statement, isOnline, dropsRows);
                case SQLSERVER -> SqlServerAlterReader.read(statement);
            };
        }
        if (statement.take("INDEX")) {
            return index();
        }
        if (statement.take("DEFAULT PRIVILEGES")) {
            // Of objects that are made later.
            return List.of();
        }
        var access = AlterAccessReader.read(statement);
        if (access.isPresent()) {
            return access.get();
        }
        boolean isOfAnother = false;
        while (statement.isMySql() && CreateReader.takeMySqlOption(statement)) {
            isOfAnother = true;
        }
        if (statement.take("EXTENSION")) {
            return extension();
        }
        if (statement.takeAny("OPERATOR", "COLLATION", "TEXT SEARCH", "LANGUAGE", "FOREIGN DATA WRAPPER")
                || statement.take("PROCEDURAL LANGUAGE")) {
            return named();
        }
        if (statement.take("EVENT")) {
            return event(isOfAnother);
        }
        boolean isMaterialized = statement.sees("MATERIALIZED");
        String type = DropReader.type(statement);
        return type.isEmpty() ? lesser() : AlterObjectReader.read(statement, type, isMaterialized);
    }

    private static List<Change> changed(Kind kind, Name name) {
        return List.of(Change.of(kind, name, "", "other"));
    }

    private List<Change> index() {
        statement.take("IF EXISTS");
        if (statement.take("ALL IN TABLESPACE")) {
            return List.of(Change.of(Kind.TABLE_REWRITTEN, Name.NONE, "", "table"));
        }
        String index = statement.name().name();
        if (statement.dialect() == SqlDialect.SQLSERVER) {
            return indexOfSqlServer(index);
        }
        if (statement.take("SET TABLESPACE")) {
            return List.of(Change.of(Kind.INDEX_REBUILT, Name.NONE, index, ""));
        }
        if (!statement.isMySql()
                && statement.takeAny(
                        "RENAME TO", "SET (", "RESET (", "ATTACH PARTITION", "ALTER", "DEPENDS", "NO DEPENDS")) {
            // No build names an index; the rest is how it is kept and measured.
            return List.of();
        }
        throw new NotUnderstood("this form of ALTER INDEX is not known");
    }

    private List<Change> indexOfSqlServer(String index) {
        if (!statement.take("ON")) {
            throw new NotUnderstood("ON was expected");
        }
        Name table = statement.name();
        if (statement.take("REBUILD")) {
            String about = index.equals("all") ? "all of " + table : index;
            Change rebuilt = Change.of(Kind.INDEX_REBUILT, table, about, "");
            return List.of(statement.has("ONLINE", "=", "ON") ? rebuilt.with(Trait.ONLINE) : rebuilt);
        }
        if (statement.take("DISABLE")) {
            // Where it is the clustered one, nobody can read the table.
            return changed(Kind.OBJECT_DROPPED, table);
        }
        if (statement.takeAny("REORGANIZE", "SET", "RESUME", "PAUSE", "ABORT")) {
            // Online, or only how it is kept.
            return List.of();
        }
        throw new NotUnderstood("this form of ALTER INDEX is not known");
    }

    private List<Change> extension() {
        Name name = statement.name();
        if (statement.take("UPDATE")) {
            return List.of(Change.of(Kind.OBJECT_REPLACED, name, "", "routine"));
        }
        if (statement.take("SET SCHEMA")) {
            return List.of(Change.of(Kind.OBJECT_RENAMED, name, "", "routine"));
        }
        if (statement.takeAny("ADD", "DROP")) {
            // The object is what it was: only what drops it is other.
            return List.of();
        }
        throw new NotUnderstood("this form of ALTER EXTENSION is not known");
    }

    /** Objects whose own action is a change of what they do, and whose names may be symbols. */
    private List<Change> named() {
        if (statement.has("RENAME", "TO") || statement.has("SET", "SCHEMA")) {
            return changed(Kind.OBJECT_RENAMED, Name.NONE);
        }
        if (statement.has("OWNER", "TO") || statement.has("REFRESH", "VERSION")) {
            // Everybody may use them, and a version is only noted.
            return List.of();
        }
        return changed(Kind.OBJECT_REPLACED, Name.NONE);
    }

    private List<Change> event(boolean isOfAnother) {
        if (statement.take("TRIGGER")) {
            // Fires on changes of the schema alone.
            return List.of();
        }
        Name event = statement.name();
        boolean isOther = isOfAnother || statement.has("SCHEDULE") || statement.has("COMPLETION");
        if (isOther || statement.has("DISABLE") || statement.has("DO")) {
            return changed(Kind.OBJECT_REPLACED, event);
        }
        if (statement.takeAny("ENABLE", "COMMENT", "RENAME TO")) {
            return List.of();
        }
        throw new NotUnderstood("this form of ALTER EVENT is not known");
    }

    private List<Change> lesser() {
        boolean isPostgres = statement.dialect() == SqlDialect.POSTGRESQL;
        if (isPostgres && statement.takeAny("STATISTICS", "RULE", "CONVERSION", "TABLESPACE")) {
            // No build names them, and nothing said about them changes what rows come and go.
            return List.of();
        }
        if (statement.take("PARTITION SCHEME")) {
            // NEXT USED: where the next partition will be.
            return List.of();
        }
        if (statement.take("PARTITION FUNCTION")) {
            return List.of(Change.of(Kind.TABLE_REWRITTEN, Name.NONE, "", "table"));
        }
        if (statement.takeAny("FULLTEXT INDEX ON", "FULLTEXT CATALOG")) {
            return unless("ADD", "ENABLE", "START", "RESUME", "REORGANIZE");
        }
        if (statement.take("PUBLICATION")) {
            return unless("ADD", "OWNER TO");
        }
        if (statement.take("SUBSCRIPTION")) {
            return unless("ENABLE", "REFRESH", "OWNER TO");
        }
        if (statement.take("SERVER")) {
            return unless();
        }
        throw new NotUnderstood("this kind of ALTER is not known");
    }

    /** Changed, unless the action is one of these, which take nothing from anybody. */
    private List<Change> unless(String... harmless) {
        Name name = statement.name();
        if (statement.takeAny(harmless)) {
            return List.of();
        }
        return changed(statement.sees("RENAME", "TO") ? Kind.OBJECT_RENAMED : Kind.OBJECT_REPLACED, name);
    }
}
