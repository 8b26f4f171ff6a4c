package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the tokens of a statement from left to right. */
final class Cursor {
    private static final Set<String> USUAL_SCHEMAS = Set.of("public", "dbo");

    private final SqlDialect dialect;
    private final List<Token> tokens;
    private int next;

    Cursor(SqlDialect dialect, List<Token> tokens) {
        this.dialect = dialect;
        this.tokens = tokens;
    }

    SqlDialect dialect() {
        return dialect;
    }

    boolean isMySql() {
        return dialect == SqlDialect.MARIADB || dialect == SqlDialect.MYSQL;
    }

    /** Another one at the same place. */
    Cursor copy() {
        return new Cursor(dialect, tokens.subList(next, tokens.size()));
    }

    boolean atEnd() {
        return next >= tokens.size();
    }

    /** Whether these words come next. */
    boolean sees(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (next + i >= tokens.size() || !tokens.get(next + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Takes these words, each separated by a blank, if they come next. */
    boolean take(String words) {
        String[] all = words.split(" ");
        if (!sees(all)) {
            return false;
        }
        next += all.length;
        return true;
    }

    /** Takes the first of these that comes next. */
    boolean takeAny(String... alternatives) {
        for (String words : alternatives) {
            if (take(words)) {
                return true;
            }
        }
        return false;
    }

    Token take() {
        if (atEnd()) {
            throw new NotUnderstood("the statement ends too early");
        }
        return tokens.get(next++);
    }

    boolean seesName() {
        return !atEnd() && tokens.get(next).isName();
    }

    /** A name without a schema. */
    String word() {
        Token token = take();
        if (!token.isName()) {
            throw new NotUnderstood("a name was expected before '" + token.text() + "'");
        }
        return fold(token);
    }

    /** A name with or without a schema and a database in front. */
    Name name() {
        String last = word();
        String schema = "";
        while (take(".")) {
            schema = last;
            last = word();
        }
        return new Name(USUAL_SCHEMAS.contains(schema) ? "" : schema, last);
    }

    /** Names separated by commas. */
    List<Name> names() {
        List<Name> names = new ArrayList<>();
        do {
            names.add(name());
        } while (take(","));
        return names;
    }

    /** Takes what is in parentheses, if they come next. */
    List<Token> parentheses() {
        if (!sees("(")) {
            return List.of();
        }
        int from = ++next;
        for (int depth = 1; depth > 0; ) {
            Token token = take();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return tokens.subList(from, next - 1);
    }

    /** Everything that is left. */
    List<Token> rest() {
        List<Token> rest = tokens.subList(Math.min(next, tokens.size()), tokens.size());
        next = tokens.size();
        return rest;
    }

    /** Takes everything up to a comma outside parentheses and brackets, and the comma. */
    Cursor upToComma() {
        int from = next;
        int depth = 0;
        while (!atEnd() && !(depth == 0 && sees(","))) {
            Token token = take();
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
        }
        Cursor part = new Cursor(dialect, tokens.subList(from, next));
        take(",");
        return part;
    }

    /** What comes before these words, where they stand outside parentheses; nothing is taken. */
    Cursor upTo(String... words) {
        Cursor there = copy();
        int depth = 0;
        while (!there.atEnd() && !(depth == 0 && there.sees(words))) {
            Token token = there.take();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return new Cursor(dialect, there.tokens.subList(0, there.next));
    }

    /** Whether these words stand anywhere ahead. */
    boolean has(String... words) {
        for (int i = next; i + words.length <= tokens.size(); i++) {
            Cursor there = new Cursor(dialect, tokens);
            there.next = i;
            if (there.sees(words)) {
                return true;
            }
        }
        return false;
    }

    /** Stops where something is left that was not understood. */
    void end() {
        if (!atEnd()) {
            throw new NotUnderstood("'" + tokens.get(next).text() + "' was not expected");
        }
    }

    private String fold(Token token) {
        boolean isQuoted = token.kind() == Kind.QUOTED_NAME;
        if (isQuoted && dialect == SqlDialect.POSTGRESQL) {
            return token.text();
        }
        // In H2 a name without quotes is one in capitals: any other needs its quotes.
        boolean isOther = isQuoted && dialect == SqlDialect.H2 && !token.text().equals(token.upper());
        return isOther ? '"' + token.text() + '"' : token.text().toLowerCase(Locale.ROOT);
    }
}
