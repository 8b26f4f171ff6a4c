package dev.startupguard.cli.lint;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text as written, without the quotes of an identifier or a string
 * @param line counted from the first line of the statement's text
 */
record Token(Kind kind, String text, int line) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        /** PostgreSQL's and H2's dollar-quoted string, most often code. */
        CODE,
        NUMBER,
        SYMBOL
    }

    boolean is(String word) {
        return kind == Kind.WORD ? text.equalsIgnoreCase(word) : kind == Kind.SYMBOL && text.equals(word);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
