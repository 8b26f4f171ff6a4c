package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.List;
import java.util.Set;

/**
 * Understands one statement as a list of changes. Knows the forms that change a schema or its data, and a list of those that do
 * neither; whatever is in no list is {@link Kind#NOT_UNDERSTOOD}, never nothing.
 */
final class StatementReader {
    private static final Set<String> HARMLESS = Set.of(
            "VALUES",
            "TABLE",
            "COMMENT",
            "GRANT",
            "ANALYZE",
            "EXPLAIN",
            "SHOW",
            "USE",
            "COMMIT",
            "END",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "ABORT",
            "NOTIFY",
            "LISTEN",
            "UNLISTEN",
            "DISCARD",
            "DEALLOCATE",
            "PRINT",
            "DECLARE",
            "CHECKPOINT",
            "FLUSH",
            "UNLOCK",
            "RAISERROR",
            "THROW",
            "GO",
            "COPY",
            "FETCH",
            "CLOSE",
            "OPEN",
            "SIGNAL",
            "RETURN",
            "WAITFOR",
            "BACKUP",
            "BULK",
            "CHECK",
            "HELP",
            "DESCRIBE",
            "DESC",
            "IMPORT",
            "CACHE",
            "HANDLER",
            "TRAN",
            "TRANSACTION",
            "TRY",
            "CATCH",
            "RAISE",
            "NULL",
            "ELSE",
            "BREAK",
            "CONTINUE");

    private static final Set<String> EXPLAINS = Set.of("EXPLAIN", "ANALYZE", "DESCRIBE", "DESC");
    private static final Set<String> WRITES = Set.of("UPDATE", "DELETE", "MERGE", "INSERT", "REPLACE", "WITH");

    private final SqlDialect dialect;
    private final Cursor statement;

    private StatementReader(SqlDialect dialect, List<Token> tokens) {
        this.dialect = dialect;
        statement = new Cursor(dialect, tokens);
    }

    static List<Change> read(SqlDialect dialect, List<Token> tokens) {
        if (tokens.isEmpty()) {
            return List.of();
        }
        try {
            return new StatementReader(dialect, tokens).read();
        } catch (NotUnderstood e) {
            return List.of(Change.of(Kind.NOT_UNDERSTOOD, Name.NONE, "", e.reason()));
        }
    }

    private List<Change> read() {
        String first = statement.take().upper();
        return switch (first) {
            case "CREATE" -> CreateReader.read(statement);
            case "DROP" -> DropReader.read(statement);
            case "ALTER" -> AlterReader.read(statement);
            case "RENAME" -> rename();
            case "TRUNCATE" -> truncate();
            case "UPDATE", "DELETE", "MERGE", "INSERT", "REPLACE", "WITH", "SELECT", "PERFORM", "LOAD", "(" ->
                DataReader.read(first, statement);
            case "REVOKE", "DENY" -> revoke();
            case "SET", "RESET" -> SettingReader.read(first, statement);
            case "BEGIN" -> begin();
            case "START" -> start();
            case "VACUUM" -> vacuum();
            case "CLUSTER" -> List.of(Change.of(Kind.TABLE_REWRITTEN, optionalName(), "", "CLUSTER"));
            case "OPTIMIZE" -> List.of(Change.of(Kind.TABLE_CHANGED, afterTable()));
            case "REINDEX" -> reindex();
            case "REFRESH" -> refresh();
            case "LOCK" -> List.of(Change.of(Kind.TABLE_LOCKED, afterTable()));
            case "REASSIGN" -> List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE));
            case "DO", "IF", "WHILE", "EXECUTE", "EXEC", "CALL", "PREPARE" ->
                BlockReader.read(dialect, first, statement);
            default -> other(first);
        };
    }

    private List<Change> other(String first) {
        if (first.equals("FLUSH") && (statement.has("READ", "LOCK") || statement.has("FOR", "EXPORT"))) {
            return List.of(Change.of(Kind.TABLE_LOCKED, Name.NONE));
        }
        if (EXPLAINS.contains(first) && (first.equals("ANALYZE") || statement.has("ANALYZE"))) {
            return explained();
        }
        if (HARMLESS.contains(first)) {
            return List.of();
        }
        if (dialect == SqlDialect.SQLSERVER && first.startsWith("SP_")) {
            return first.equals("SP_RENAME")
                    ? SqlServerAlterReader.renamed(statement)
                    : BlockReader.read(dialect, "EXEC", statement);
        }
        if (dialect == SqlDialect.SQLSERVER) {
            return ofSqlServer(first);
        }
        if (dialect == SqlDialect.POSTGRESQL && first.equals("SECURITY")) {
            // What a label says is up to who reads it, such as one that masks columns.
            return List.of(Change.of(Kind.OBJECT_REPLACED, Name.NONE, "", "other"));
        }
        if (dialect == SqlDialect.H2 && first.equals("SCRIPT")) {
            return List.of();
        }
        if (dialect == SqlDialect.H2 && first.equals("RUNSCRIPT")) {
            return List.of(Change.of(Kind.OPAQUE, Name.NONE, "", "a script in another file"));
        }
        throw notKnown(first);
    }

    private static NotUnderstood notKnown(String first) {
        return new NotUnderstood("a statement that begins with '" + first + "' is not known");
    }

    private List<Change> ofSqlServer(String first) {
        if (first.equals("DISABLE") || first.equals("ENABLE")) {
            return SqlServerAlterReader.triggers(
                    first.equals("DISABLE") ? Kind.TRIGGER_DISABLED : Kind.TRIGGER_ENABLED, statement);
        }
        if (first.equals("DBCC") && statement.take("CHECKIDENT")) {
            Token table = statement.parentheses().get(0);
            Name name = new Cursor(dialect, Lexer.read(dialect, table.text()).tokens()).name();
            return List.of(Change.of(Kind.OBJECT_REPLACED, name, "", "sequence"));
        }
        throw notKnown(first);
    }

    /** A statement whose plan is measured is run. */
    private List<Change> explained() {
        while (!statement.atEnd()) {
            if (WRITES.stream().anyMatch(statement::sees)) {
                return read(dialect, statement.rest());
            }
            if (statement.take().is("SELECT")) {
                return List.of();
            }
        }
        return List.of();
    }

    private List<Change> rename() {
        if (statement.takeAny("TABLE", "TABLES")) {
            return MySqlAlterReader.renamed(statement);
        }
        if (statement.take("USER")) {
            return List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE));
        }
        throw new NotUnderstood("this kind of RENAME is not known");
    }

    private List<Change> truncate() {
        statement.take("TABLE");
        statement.take("ONLY");
        return statement.names().stream()
                .map(table -> Change.of(Kind.TABLE_TRUNCATED, table))
                .toList();
    }

    private List<Change> revoke() {
        while (!statement.atEnd() && !statement.take("ON")) {
            statement.take();
        }
        statement.takeAny("TABLE", "FUNCTION", "PROCEDURE", "ROUTINE", "SEQUENCE", "SCHEMA", "TYPE", "DATABASE");
        return List.of(Change.of(
                Kind.RIGHTS_REVOKED, statement.seesName() && !statement.has("*") ? statement.name() : Name.NONE));
    }

    private List<Change> start() {
        if (!statement.take("TRANSACTION")) {
            throw new NotUnderstood("this kind of START is not known");
        }
        return List.of(Change.of(Kind.TRANSACTION_BEGUN, Name.NONE));
    }

    private List<Change> begin() {
        if (statement.sees("NOT", "ATOMIC") || statement.has("END")) {
            return BlockReader.read(dialect, "BEGIN", statement);
        }
        return List.of(Change.of(Kind.TRANSACTION_BEGUN, Name.NONE));
    }

    private List<Change> vacuum() {
        boolean isFull = statement.has("FULL") && !statement.has("FULL", "FALSE");
        return isFull ? List.of(Change.of(Kind.TABLE_REWRITTEN, Name.NONE, "", "VACUUM FULL")) : List.of();
    }

    private List<Change> reindex() {
        boolean isOnline = statement.has("CONCURRENTLY");
        statement.parentheses();
        String what = statement.take().upper();
        statement.take("CONCURRENTLY");
        Name name = optionalName();
        Name table = what.equals("TABLE") ? name : Name.NONE;
        Change rebuilt = Change.of(Kind.INDEX_REBUILT, table, name.name(), "");
        return List.of(isOnline ? rebuilt.with(Trait.ONLINE) : rebuilt);
    }

    private List<Change> refresh() {
        if (!statement.take("MATERIALIZED VIEW")) {
            throw new NotUnderstood("this kind of REFRESH is not known");
        }
        boolean isOnline = statement.take("CONCURRENTLY");
        Change refreshed = Change.of(Kind.VIEW_REFRESHED, statement.name());
        return List.of(isOnline ? refreshed.with(Trait.ONLINE) : refreshed);
    }

    private Name optionalName() {
        statement.parentheses();
        statement.take("VERBOSE");
        return statement.seesName() ? statement.name() : Name.NONE;
    }

    private Name afterTable() {
        statement.takeAny("NO_WRITE_TO_BINLOG", "LOCAL");
        statement.takeAny("TABLES", "TABLE");
        statement.take("ONLY");
        return optionalName();
    }
}
