package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts one statement into tokens and comments, by the rules of its dialect for quotes and comments. */
final class Lexer {
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_@#][\\p{L}\\p{N}_@#$]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final Pattern CONDITIONAL_COMMENT = Pattern.compile("/\\*M?!\\d*");
    private static final Pattern CONDITION_END = Pattern.compile("\\*/");

    private final String sql;
    private final boolean isMySql;
    private final SqlDialect dialect;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private int position;
    private int line;
    private boolean isUnclosed;

    /** A comment without its markers. */
    record Comment(String text, int line) {}

    private Lexer(SqlDialect dialect, String sql) {
        this.dialect = dialect;
        this.sql = sql;
        isMySql = dialect == SqlDialect.MARIADB || dialect == SqlDialect.MYSQL;
    }

    /** What a statement consists of, and whether a quote or comment in it does not end. */
    record Pieces(List<Token> tokens, List<Comment> comments, boolean isUnclosed) {}

    static Pieces read(SqlDialect dialect, String sql) {
        Lexer lexer = new Lexer(dialect, sql);
        while (lexer.position < sql.length()) {
            lexer.next();
        }
        return new Pieces(List.copyOf(lexer.tokens), List.copyOf(lexer.comments), lexer.isUnclosed);
    }

    private void next() {
        char c = sql.charAt(position);
        if (Character.isWhitespace(c)) {
            line += c == '\n' ? 1 : 0;
            position++;
        } else if (isLineComment()) {
            int end = sql.indexOf('\n', position);
            comment(end < 0 ? sql.length() : end, c == '#' ? 1 : 2, 0);
        } else if (sql.startsWith("/*", position)) {
            blockComment();
        } else if (isMySql && sql.startsWith("*/", position)) {
            advance(position + 2);
        } else if (c == '\'') {
            quoted(Kind.STRING, position, '\'', isMySql);
        } else if (c == '"') {
            quoted(isMySql ? Kind.STRING : Kind.QUOTED_NAME, position, '"', isMySql);
        } else if (c == '`') {
            quoted(Kind.QUOTED_NAME, position, '`', false);
        } else if (c == '[' && dialect == SqlDialect.SQLSERVER) {
            quoted(Kind.QUOTED_NAME, position, ']', false);
        } else if (!dollarQuoted()) {
            wordNumberOrSymbol();
        }
    }

    private boolean isLineComment() {
        if (sql.startsWith("--", position)) {
            return !isMySql || position + 2 >= sql.length() || Character.isWhitespace(sql.charAt(position + 2));
        }
        return isMySql && sql.charAt(position) == '#' || dialect == SqlDialect.H2 && sql.startsWith("//", position);
    }

    private void blockComment() {
        if (isMySql) {
            Matcher condition = CONDITIONAL_COMMENT.matcher(sql).region(position, sql.length());
            if (condition.lookingAt()) {
                // The server runs what is inside.
                advance(condition.end());
                return;
            }
            Matcher end = CONDITION_END.matcher(sql).region(position + 2, sql.length());
            comment(end.find() ? end.end() : sql.length(), 2, 2);
            return;
        }
        int depth = 1;
        int end = position + 2;
        while (end < sql.length() && depth > 0) {
            boolean opens = sql.startsWith("/*", end);
            boolean closes = !opens && sql.startsWith("*/", end);
            depth += opens ? 1 : closes ? -1 : 0;
            end += opens || closes ? 2 : 1;
        }
        isUnclosed |= depth > 0;
        comment(end, 2, 2);
    }

    private void comment(int end, int open, int close) {
        int from = Math.min(position + open, end);
        comments.add(new Comment(
                sql.substring(from, Math.max(from, end - close)).strip(), line));
        advance(end);
    }

    private void quoted(Kind kind, int open, char close, boolean backslashes) {
        StringBuilder text = new StringBuilder();
        int end = open + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            boolean doubled = c == close && end + 1 < sql.length() && sql.charAt(end + 1) == close;
            if (c == close && !doubled) {
                break;
            }
            boolean escape = doubled || backslashes && c == '\\' && end + 1 < sql.length();
            text.append(escape ? sql.charAt(end + 1) : c);
            end += escape ? 2 : 1;
        }
        isUnclosed |= end >= sql.length();
        tokens.add(new Token(kind, text.toString(), line));
        advance(Math.min(end + 1, sql.length()));
    }

    private boolean dollarQuoted() {
        if (dialect != SqlDialect.POSTGRESQL && dialect != SqlDialect.H2) {
            return false;
        }
        Matcher quote = DOLLAR_QUOTE.matcher(sql).region(position, sql.length());
        if (!quote.lookingAt()) {
            return false;
        }
        int end = sql.indexOf(quote.group(), quote.end());
        isUnclosed |= end < 0;
        int textEnd = end < 0 ? sql.length() : end;
        tokens.add(new Token(Kind.CODE, sql.substring(quote.end(), textEnd), line));
        advance(end < 0 ? sql.length() : end + quote.group().length());
        return true;
    }

    private void wordNumberOrSymbol() {
        Matcher word = WORD.matcher(sql).region(position, sql.length());
        if (word.lookingAt()) {
            if (word.end() < sql.length() && sql.charAt(word.end()) == '\'' && isStringPrefix(word.group())) {
                boolean backslashes = isMySql || word.group().equalsIgnoreCase("E");
                quoted(Kind.STRING, word.end(), '\'', backslashes);
                return;
            }
            add(Kind.WORD, word.end());
            return;
        }
        Matcher number = NUMBER.matcher(sql).region(position, sql.length());
        if (number.lookingAt()) {
            add(Kind.NUMBER, number.end());
        } else {
            add(Kind.SYMBOL, position + Character.charCount(sql.codePointAt(position)));
        }
    }

    /** E'…', N'…', B'…', X'…', and MySQL's _utf8'…'. */
    private boolean isStringPrefix(String word) {
        return List.of("E", "N", "B", "X").contains(word.toUpperCase(Locale.ROOT)) || isMySql && word.startsWith("_");
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(position, end), line));
        advance(end);
    }

    private void advance(int end) {
        for (int i = position; i < end; i++) {
            line += sql.charAt(i) == '\n' ? 1 : 0;
        }
        position = end;
    }
}
