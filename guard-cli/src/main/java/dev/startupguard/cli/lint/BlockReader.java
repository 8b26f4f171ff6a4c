package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads code that runs at once: {@code DO}, {@code BEGIN NOT ATOMIC}, {@code IF}, {@code EXEC}. */
final class BlockReader {
    private static final Set<String> STARTERS = Set.of(
            "ALTER",
            "DROP",
            "CREATE",
            "TRUNCATE",
            "UPDATE",
            "DELETE",
            "INSERT",
            "REPLACE",
            "RENAME",
            "REVOKE",
            "GRANT",
            "MERGE",
            "LOCK",
            "REINDEX",
            "EXECUTE",
            "CALL",
            "REFRESH",
            "COMMENT",
            "WITH",
            "PREPARE",
            "EXEC",
            "PERFORM",
            "SELECT");

    private static final Set<String> BEFORE = Set.of("THEN", "ELSE", "LOOP", "BEGIN", "DO", "ATOMIC", ";");

    private BlockReader() {}

    static List<Change> read(SqlDialect dialect, String first, Cursor statement) {
        return switch (first) {
            case "DO" -> doBlock(dialect, statement);
            case "CALL" -> opaque("a stored procedure");
            // Only what is executed does anything.
            case "PREPARE" -> List.of();
            case "EXEC", "EXECUTE" -> executed(dialect, statement);
            default -> block(dialect, statement.rest());
        };
    }

    private static List<Change> opaque(String what) {
        return List.of(Change.of(Kind.OPAQUE, Name.NONE, "", what));
    }

    private static List<Change> doBlock(SqlDialect dialect, Cursor statement) {
        String language = "plpgsql";
        String code = null;
        while (!statement.atEnd()) {
            Token token = statement.take();
            if (token.is("LANGUAGE")) {
                language = statement.word();
            } else if (token.kind() == Token.Kind.CODE || token.kind() == Token.Kind.STRING) {
                code = token.text();
            }
        }
        if (code == null || !language.equals("plpgsql")) {
            return opaque("code in " + language);
        }
        return block(dialect, Lexer.read(dialect, code).tokens());
    }

    /** A literal string is read like any other statement; a computed one cannot be. */
    private static List<Change> executed(SqlDialect dialect, Cursor statement) {
        if (statement.takeAny("sp_rename", "sys.sp_rename") || statement.take("sys . sp_rename")) {
            return SqlServerAlterReader.renamed(statement);
        }
        statement.takeAny("sp_executesql", "sys . sp_executesql", "IMMEDIATE");
        List<Token> rest = statement.rest();
        List<Token> inner = rest.size() == 3 && rest.get(0).is("(") ? rest.subList(1, 2) : rest;
        boolean isLiteral = inner.size() == 1
                && (inner.get(0).kind() == Token.Kind.STRING || inner.get(0).kind() == Token.Kind.CODE);
        return isLiteral
                ? block(dialect, Lexer.read(dialect, inner.get(0).text()).tokens())
                : opaque("computed SQL");
    }

    private static List<Change> block(SqlDialect dialect, List<Token> tokens) {
        List<Change> changes = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean isInLoop = from > 0 && tokens.get(from - 1).is("IN");
            boolean ends = i == tokens.size()
                    || tokens.get(i).is(";")
                    || isInLoop && tokens.get(i).is("LOOP");
            if (ends && from >= 0) {
                changes.addAll(StatementReader.read(dialect, tokens.subList(from, i)));
                from = -1;
            } else if (!ends && from < 0 && isStarter(tokens, i)) {
                from = i;
            }
        }
        return changes;
    }

    private static boolean isStarter(List<Token> tokens, int i) {
        if (tokens.get(i).kind() != Token.Kind.WORD
                || !STARTERS.contains(tokens.get(i).upper())) {
            return false;
        }
        // FOR … IN DELETE … RETURNING … LOOP, and RETURN QUERY.
        boolean isBehindQuery = i > 0
                && (tokens.get(i - 1).is("IN") || tokens.get(i - 1).is("QUERY"))
                && !tokens.get(i).is("SELECT");
        return i == 0 || isBehindQuery || BEFORE.contains(tokens.get(i - 1).upper());
    }
}
