package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import io.debezium.ddl.parser.mariadb.generated.MariaDBParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.AtomTransition;
import org.antlr.v4.runtime.atn.PlusLoopbackState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.SetTransition;
import org.antlr.v4.runtime.atn.StarLoopEntryState;
import org.antlr.v4.runtime.atn.Transition;
import org.pgcodekeeper.core.parsers.antlr.ms.generated.TSQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Writes statements by walking at random through the rules of a grammar. The same seed gives the same ones. */
final class GrammarWalk {
    private static final double LEAVES_LOOP = 0.75;
    private static final int LONGEST = 600;
    private static final int DEEPEST = 40;

    private static final Map<String, String> POSTGRESQL_RULES = Map.of(
            "vex|vex_b|expr_const", "1",
            "select_stmt|data_statement|script_.*", "SELECT 1",
            "schema_qualified_name(_nontype)?", "t1",
            "identifier(_nontype|_reserved.*)?|storage_parameter_name", "a1",
            "data_type", "int",
            "function_args", "(int)");

    private static final Map<String, String> SQLSERVER_RULES = Map.of(
            "expression|search_condition|predicate|constant_expression", "1",
            "select_statement|query_expression|sql_clauses?", "SELECT 1",
            "qualified_name|full_column_name", "t1",
            "id|simple_id", "a1",
            "data_type", "int");

    private static final Map<String, String> MARIADB_RULES = Map.of(
            "expression|expressionOrDefault|constant|decimalLiteral|fileSizeLiteral", "1",
            "selectStatement|routineBody|blockStatement|compoundStatement|sqlStatement|dmlStatement", "SELECT 1",
            "tableName|fullId|fullColumnName", "T1",
            "uid|simpleId|dottedId|charsetName|collationName|engineName", "A1",
            "dataType|convertedDataType", "INT",
            "userName|simpleUserName", "U1",
            "stringLiteral", "'X'");

    /** Of all grammars: tokens that are no words. */
    private static final Map<String, String> TOKENS = Map.ofEntries(
            Map.entry("Identifier", "a1"),
            Map.entry("QuotedIdentifier", "\"a1\""),
            Map.entry("Character_String_Literal", "'x'"),
            Map.entry("NUMBER_LITERAL", "1"),
            Map.entry("Integer", "1"),
            Map.entry("REAL_NUMBER", "1.5"),
            Map.entry("OP_CHARS", "+"),
            Map.entry("STRING", "'x'"),
            Map.entry("DECIMAL", "1"),
            Map.entry("FLOAT", "1.5"),
            Map.entry("REAL", "1.5"),
            Map.entry("BINARY", "0x1"),
            Map.entry("ID", "A1"),
            Map.entry("LOCAL_ID", "@v"),
            Map.entry("STRING_LITERAL", "'X'"),
            Map.entry("DECIMAL_LITERAL", "3"));

    private final Parser grammar;
    private final Map<String, String> rules;
    private final Random random = new Random(1);
    private StringBuilder text;

    private GrammarWalk(Parser grammar, Map<String, String> rules) {
        this.grammar = grammar;
        this.rules = rules;
    }

    static GrammarWalk of(SqlDialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new GrammarWalk(new SQLParser(null), POSTGRESQL_RULES);
            case SQLSERVER -> new GrammarWalk(new TSQLParser(null), SQLSERVER_RULES);
            case MARIADB, MYSQL -> new GrammarWalk(new MariaDBParser(null), MARIADB_RULES);
            case H2 -> throw new IllegalArgumentException("There is no grammar of H2");
        };
    }

    /** A statement of the rule, or nothing where the walk went too far. */
    Optional<String> statement(String rule) {
        text = new StringBuilder();
        boolean isDone = walk(List.of(grammar.getRuleNames()).indexOf(rule), 0);
        return isDone ? Optional.of(text.toString().strip()) : Optional.empty();
    }

    private boolean walk(int rule, int depth) {
        String name = grammar.getRuleNames()[rule];
        for (Map.Entry<String, String> fixed : rules.entrySet()) {
            if (name.matches(fixed.getKey())) {
                text.append(fixed.getValue()).append(' ');
                return true;
            }
        }
        ATNState state = grammar.getATN().ruleToStartState[rule];
        while (state != grammar.getATN().ruleToStopState[rule]) {
            if (depth > DEEPEST || text.length() > LONGEST) {
                return false;
            }
            Transition next = next(state);
            if (next instanceof RuleTransition called) {
                if (!walk(called.ruleIndex, depth + 1)) {
                    return false;
                }
                state = called.followState;
                continue;
            }
            if (next instanceof AtomTransition atom) {
                word(atom.label);
            } else if (next instanceof SetTransition set) {
                List<Integer> all = set.set.toList();
                word(all.get(random.nextInt(all.size())));
            }
            state = next.target;
        }
        return true;
    }

    private Transition next(ATNState state) {
        int last = state.getNumberOfTransitions() - 1;
        boolean isLoop = state instanceof StarLoopEntryState || state instanceof PlusLoopbackState;
        boolean leaves = isLoop && random.nextDouble() < LEAVES_LOOP;
        return state.transition(leaves || last == 0 ? last : random.nextInt(last + 1));
    }

    private void word(int type) {
        if (type == Token.EOF) {
            return;
        }
        String symbol = grammar.getVocabulary().getSymbolicName(type);
        String literal = grammar.getVocabulary().getLiteralName(type);
        String unquoted = literal == null ? symbol : literal.substring(1, literal.length() - 1);
        text.append(TOKENS.getOrDefault(symbol, unquoted)).append(' ');
    }

    /** The rules of these names, and all others that the pattern matches. */
    List<String> rules(String pattern) {
        return Arrays.stream(grammar.getRuleNames())
                .filter(name -> name.matches(pattern))
                .toList();
    }
}
