package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The statements of one text that Flyway sends at once. SQL Server's batches hold many, and nothing need stand between them: there a
 * statement begins where a word that begins one is the first of its line, or follows a semicolon.
 */
final class Batch {
    private static final Set<String> STARTERS = Set.of(
            "ALTER",
            "CREATE",
            "DROP",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "TRUNCATE",
            "EXEC",
            "EXECUTE",
            "GRANT",
            "REVOKE",
            "DENY",
            "SET",
            "DECLARE",
            "PRINT",
            "IF",
            "WHILE",
            "WITH",
            "SELECT",
            "USE",
            "BEGIN",
            "END",
            "ELSE",
            "COMMIT",
            "ROLLBACK",
            "RAISERROR",
            "THROW",
            "RETURN",
            "WAITFOR",
            "DBCC",
            "BULK",
            "DISABLE",
            "ENABLE");

    private static final Set<String> CONTINUED_BY_SELECT = Set.of("INSERT", "WITH", "MERGE");
    private static final Set<String> WHOLE_BATCH = Set.of("PROC", "PROCEDURE", "FUNCTION", "VIEW", "TRIGGER");

    private static final Set<String> OBJECT_VERBS = Set.of("CREATE", "DROP", "ALTER", "TRUNCATE");
    private static final Set<String> OBJECTS = Set.of(
            "TABLE",
            "VIEW",
            "PROCEDURE",
            "PROC",
            "FUNCTION",
            "TRIGGER",
            "SCHEMA",
            "DATABASE",
            "TYPE",
            "SEQUENCE",
            "SYNONYM",
            "USER",
            "LOGIN",
            "ROLE");

    private static final Set<String> CONTROL = Set.of("IF", "WHILE", "TRY", "CATCH", "TRAN", "TRANSACTION");
    private static final Set<String> SIMPLE = Set.of("PRINT", "DECLARE", "SET", "EXEC", "EXECUTE", "USE", "COMMIT");
    private static final Set<String> QUERIES = Set.of("SELECT", "INSERT", "DELETE");
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "EXEC", "EXECUTE");

    private final List<List<Token>> statements = new ArrayList<>();
    private List<Token> open = new ArrayList<>();

    private Batch() {}

    static List<List<Token>> statements(SqlDialect dialect, List<Token> tokens) {
        if (dialect != SqlDialect.SQLSERVER) {
            return List.of(tokens);
        }
        Batch batch = new Batch();
        batch.cut(tokens);
        return batch.statements;
    }

    private void cut(List<Token> tokens) {
        int depth = 0;
        int cases = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && isDefinition()) {
                open.addAll(tokens.subList(i, tokens.size()));
                break;
            }
            boolean isNewLine = i == 0 || tokens.get(i - 1).line() != token.line() || isAfterControl();
            if (depth == 0 && (isObjectStatement(tokens, i) || isBehindSimple(token))) {
                close();
            }
            if (depth == 0 && token.is(";")) {
                close();
                continue;
            }
            if (depth == 0 && isNewLine && token.kind() == Token.Kind.WORD && begins(tokens, i)) {
                close();
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean isControl = token.is("BEGIN") || token.is("END") || token.is("ELSE");
            if (isControl && cases == 0) {
                // IF … BEGIN, END and ELSE are no statements, but what stands before them in the same line may be one.
                close();
                continue;
            }
            cases += token.is("CASE") ? 1 : token.is("END") ? -1 : 0;
            open.add(token);
        }
        close();
    }

    /** DROP TABLE and its like begin a statement wherever they stand, but for CREATE OR ALTER. */
    private boolean isObjectStatement(List<Token> tokens, int i) {
        boolean isVerb = tokens.get(i).kind() == Token.Kind.WORD
                && OBJECT_VERBS.contains(tokens.get(i).upper());
        boolean isAlternative = i > 0 && tokens.get(i - 1).is("OR");
        return isVerb
                && !isAlternative
                && i + 1 < tokens.size()
                && OBJECTS.contains(tokens.get(i + 1).upper());
    }

    /** Nothing of these goes on with such a word. */
    private boolean isBehindSimple(Token token) {
        if (open.isEmpty() || token.kind() != Token.Kind.WORD) {
            return false;
        }
        String first = open.get(0).upper();
        return SIMPLE.contains(first) && CHANGES.contains(token.upper())
                || QUERIES.contains(first) && (token.is("DELETE") || token.is("UPDATE"));
    }

    private boolean isDefinition() {
        int object = open.size() > 1 && open.get(1).is("OR") ? 3 : 1;
        boolean isCreated =
                !open.isEmpty() && (open.get(0).is("CREATE") || open.get(0).is("ALTER"));
        return isCreated
                && open.size() > object
                && WHOLE_BATCH.contains(open.get(object).upper());
    }

    /** Behind IF …, ELSE and BEGIN, and behind BEGIN TRY and BEGIN TRAN, a statement may begin in the same line. */
    private boolean isAfterControl() {
        return open.isEmpty() || CONTROL.contains(open.get(0).upper());
    }

    private boolean begins(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (token.is("DISABLE") || token.is("ENABLE")) {
            return i + 1 < tokens.size() && tokens.get(i + 1).is("TRIGGER") && !isBareAlterTable();
        }
        if (open.isEmpty() || !STARTERS.contains(token.upper())) {
            return false;
        }
        Token first = open.get(0);
        if (token.is("SELECT") && CONTINUED_BY_SELECT.contains(first.upper())) {
            return false;
        }
        boolean isAlterTable =
                first.is("ALTER") && open.size() > 1 && open.get(1).is("TABLE");
        if (isAlterTable && (token.is("DROP") || token.is("ALTER") || token.is("WITH") || token.is("SET"))) {
            return open.stream().anyMatch(each -> each.is("ADD") || each.is("DROP") || each.is("COLUMN"));
        }
        boolean isContinued = first.is("MERGE")
                || first.is("WITH") && open.stream().noneMatch(each -> isWrite(each))
                || first.is("UPDATE") && token.is("SET")
                || token.is("WITH") && (first.is("CREATE") || first.is("EXEC") || first.is("SELECT"))
                || (first.is("GRANT") || first.is("REVOKE") || first.is("DENY"))
                        && open.stream().noneMatch(each -> each.is("ON"));
        return !isContinued;
    }

    /** ALTER TABLE and the name of the table, so far. */
    private boolean isBareAlterTable() {
        return open.size() > 1
                && open.get(0).is("ALTER")
                && open.get(1).is("TABLE")
                && open.stream()
                        .noneMatch(each -> each.is("ADD")
                                || each.is("DROP")
                                || each.is("COLUMN")
                                || each.is("TRIGGER")
                                || each.is("CONSTRAINT")
                                || each.is("SET"));
    }

    private static boolean isWrite(Token token) {
        return token.is("UPDATE")
                || token.is("DELETE")
                || token.is("INSERT")
                || token.is("SELECT")
                || token.is("MERGE");
    }

    private void close() {
        boolean isCondition =
                !open.isEmpty() && (open.get(0).is("IF") || open.get(0).is("WHILE"));
        if (!open.isEmpty() && !isCondition) {
            statements.add(open);
        }
        open = new ArrayList<>();
    }
}
