package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads statements on rows: which tables' rows they change or remove. Rows that are only added break nobody. */
final class DataReader {
    private static final Set<String> BUILT_IN = Set.of(
            "setval",
            "nextval",
            "set_config",
            "current_setting",
            "now",
            "version",
            "count",
            "max",
            "min",
            "sum",
            "coalesce",
            "lower",
            "upper",
            "current_database",
            "current_schema",
            "txid_current",
            "lo_create",
            "generate_series",
            "unnest",
            "string_to_table",
            "jsonb_array_elements",
            "json_array_elements",
            "regexp_split_to_table");

    private static final Set<String> WRITES = Set.of("UPDATE", "DELETE", "MERGE");

    private final Cursor statement;
    private final List<Change> changes = new ArrayList<>();

    private DataReader(Cursor statement) {
        this.statement = statement;
    }

    static List<Change> read(String first, Cursor statement) {
        DataReader reader = new DataReader(statement);
        switch (first) {
            case "UPDATE", "DELETE", "MERGE" -> reader.write(first);
            case "REPLACE" -> reader.insert(true);
            case "INSERT" -> reader.insert(false);
            case "LOAD" -> reader.load();
            default -> {
                reader.call();
                reader.query();
            }
        }
        return reader.changes;
    }

    private void rewritten(Name table) {
        rewritten(table, "");
    }

    private void rewritten(Name table, String columns) {
        changes.add(Change.of(Kind.DATA_REWRITTEN, table, columns, ""));
    }

    /** UPDATE … SET a = …, b = …: the columns, or nothing where the form is another. */
    private static String columns(List<Token> tokens, Cursor statement) {
        int set = 0;
        while (set < tokens.size() && !tokens.get(set).is("SET")) {
            set++;
        }
        Cursor assignments =
                new Cursor(statement.dialect(), tokens.subList(Math.min(set + 1, tokens.size()), tokens.size()));
        List<String> columns = new ArrayList<>();
        while (assignments.seesName()) {
            Cursor one = assignments.upToComma();
            columns.add(one.name().name());
            if (endsAssignments(one)) {
                break;
            }
        }
        return String.join(",", columns);
    }

    private static boolean endsAssignments(Cursor assignment) {
        while (!assignment.atEnd()) {
            assignment.parentheses();
            if (assignment.takeAny("WHERE", "FROM", "ORDER BY", "RETURNING")) {
                return true;
            }
            if (!assignment.atEnd() && !assignment.sees("(")) {
                assignment.take();
            }
        }
        return false;
    }

    private void write(String first) {
        if (first.equals("UPDATE") && statement.take("STATISTICS")) {
            return;
        }
        while (statement.takeAny("LOW_PRIORITY", "QUICK", "IGNORE", "INTO", "FROM", "ONLY")) {
            // Nothing that matters here.
        }
        if (statement.take("TOP")) {
            statement.parentheses();
        }
        statement.take("FROM");
        Name table = statement.name();
        // DELETE a FROM t AS a, and UPDATE a … FROM t AS a, name an alias first.
        boolean aliased = statement.dialect() == SqlDialect.SQLSERVER || first.equals("DELETE");
        if (aliased && statement.has("FROM")) {
            while (!statement.take("FROM")) {
                statement.take();
            }
            Name from = statement.seesName() ? statement.name() : table;
            statement.take("AS");
            boolean isAlias = statement.seesName() && statement.word().equals(table.name());
            table = isAlias ? from : table;
        }
        List<Token> rest = statement.rest();
        rewritten(table, first.equals("UPDATE") ? columns(rest, statement) : "");
        changes.addAll(read("SELECT", new Cursor(statement.dialect(), rest)));
    }

    private void insert(boolean replaces) {
        while (statement.takeAny("LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "IGNORE", "INTO", "OVERWRITE")) {
            // Nothing that matters here.
        }
        Name table = statement.name();
        if (table.name().equals("guard_schema_floor") && statement.has("VALUES")) {
            changes.add(Change.of(Kind.FLOOR_RAISED, table));
        }
        if (replaces || statement.has("DO", "UPDATE") || statement.has("ON", "DUPLICATE", "KEY")) {
            rewritten(table);
            statement.rest();
        }
        // What is inserted may be what a DELETE inside returns.
        query();
    }

    private void load() {
        if (statement.has("REPLACE", "INTO", "TABLE")) {
            while (!statement.take("INTO TABLE")) {
                statement.take();
            }
            rewritten(statement.name());
        }
    }

    /**
     * {@code SELECT f(…)}, or {@code SELECT * FROM f(…)}, and nothing more: a function that somebody
     * wrote is called for what it does.
     */
    private void call() {
        Cursor call = statement.copy();
        call.take("* FROM");
        if (!call.seesName()) {
            return;
        }
        Name function = call.name();
        boolean isCall = call.sees("(");
        call.parentheses();
        boolean isBuiltIn =
                BUILT_IN.contains(function.name()) || function.name().startsWith("pg_");
        if (isCall && call.atEnd() && !isBuiltIn && statement.dialect() == SqlDialect.POSTGRESQL) {
            changes.add(Change.of(Kind.OPAQUE, Name.NONE, "", "the function " + function));
        }
    }

    /** WITH may hold statements that write, and SELECT … INTO makes a table. */
    private void query() {
        boolean isLocking = false;
        while (!statement.atEnd()) {
            Token token = statement.take();
            boolean isWrite = token.kind() == Token.Kind.WORD && WRITES.contains(token.upper()) && !isLocking;
            isLocking = token.is("FOR") || token.is("KEY") || token.is("ON") || token.is("DO") || token.is("THEN");
            // MERGE JOIN is a hint of SQL Server.
            boolean isFollowed = statement.seesName() && !statement.sees("JOIN") || statement.sees("FROM");
            if (isWrite && isFollowed) {
                statement.takeAny("FROM ONLY", "FROM", "INTO", "ONLY");
                rewritten(statement.name());
            } else if (token.is("set_config") && statement.take("(")) {
                Token name = statement.take();
                statement.take(",");
                changes.add(Change.of(
                        Kind.SETTING_CHANGED,
                        Name.NONE,
                        name.text(),
                        statement.take().text()));
            } else if (token.is("INTO") && statement.dialect() == SqlDialect.SQLSERVER && statement.seesName()) {
                changes.add(Change.of(Kind.TABLE_CREATED, statement.name()));
            }
        }
    }
}
