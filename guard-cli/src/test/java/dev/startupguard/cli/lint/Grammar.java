package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import io.debezium.ddl.parser.mariadb.generated.MariaDBLexer;
import io.debezium.ddl.parser.mariadb.generated.MariaDBParser;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.pgcodekeeper.core.parsers.antlr.ms.generated.TSQLLexer;
import org.pgcodekeeper.core.parsers.antlr.ms.generated.TSQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Grammars of pgcodekeeper and Debezium, as a second opinion on what a statement is. */
final class Grammar {

    /** A tree; where the grammar refused the text, with gaps. */
    record Parsed(ParserRuleContext tree, List<String> errors) {

        /** Every rule context with the words below it, from above to below. */
        void forEach(Consumer<ParserRuleContext> sink) {
            walk(tree, sink);
        }

        private static void walk(ParserRuleContext context, Consumer<ParserRuleContext> sink) {
            sink.accept(context);
            context.getRuleContexts(ParserRuleContext.class).forEach(child -> walk(child, sink));
        }
    }

    private Grammar() {}

    static Parsed parse(SqlDialect dialect, String sql) {
        return switch (dialect) {
            case POSTGRESQL, H2 -> parse(sql, SQLLexer::new, SQLParser::new, SQLParser::sql);
            case SQLSERVER -> parse(sql, TSQLLexer::new, TSQLParser::new, TSQLParser::tsql_file);
            // Debezium's grammars want upper case.
            case MARIADB ->
                parse(sql.toUpperCase(Locale.ROOT), MariaDBLexer::new, MariaDBParser::new, MariaDBParser::root);
            case MYSQL -> parse(sql.toUpperCase(Locale.ROOT), MySqlLexer::new, MySqlParser::new, MySqlParser::queries);
        };
    }

    private static <P extends Parser> Parsed parse(
            String sql,
            Function<CharStream, Lexer> lexers,
            Function<TokenStream, P> parsers,
            Function<P, ParserRuleContext> start) {
        List<String> errors = new ArrayList<>();
        BaseErrorListener listener = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    Object symbol,
                    int line,
                    int column,
                    String message,
                    RecognitionException e) {
                errors.add(line + ":" + column + " " + message);
            }
        };
        Lexer lexer = lexers.apply(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        P parser = parsers.apply(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        return new Parsed(start.apply(parser), errors);
    }

    /** Such as "Table_action". */
    static String name(ParserRuleContext context) {
        return context.getClass().getSimpleName().replace("Context", "");
    }

    /** Its words in upper case, with one space between them. */
    static String words(ParserRuleContext context) {
        List<String> words = new ArrayList<>();
        terminals(context, words);
        return String.join(" ", words).toUpperCase(Locale.ROOT);
    }

    private static void terminals(ParserRuleContext context, List<String> words) {
        for (int i = 0; i < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof ParserRuleContext child) {
                terminals(child, words);
            } else if (context.getChild(i) instanceof TerminalNode word
                    && word.getSymbol().getType() != Token.EOF) {
                words.add(word.getText());
            }
        }
    }
}
