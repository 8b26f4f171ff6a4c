package dev.startupguard.cli.lint;

/** Reads what is said about a sequence, or about the numbers of an identity column. */
final class SequenceReader {
    private static final String[] VALUES = {
        "RESTART WITH", "RESTART =", "INCREMENT BY", "INCREMENT =", "START WITH", "START =", "INCREMENT", "START"
    };

    private SequenceReader() {}

    /** Whether other numbers come than before; stops at a word that is none of a sequence's. */
    static boolean changesNumbers(Cursor options) {
        boolean changes = false;
        while (!options.atEnd()) {
            options.take("SET");
            if (options.takeAny("NO CACHE", "NOCACHE", "LOGGED", "UNLOGGED")) {
                continue;
            }
            if (options.take("CACHE")) {
                value(options);
            } else if (options.take("OWNED BY")) {
                options.name();
            } else {
                numbers(options);
                changes = true;
            }
        }
        return changes;
    }

    private static void numbers(Cursor options) {
        if (options.takeAny("NO MINVALUE", "NO MAXVALUE", "NOMINVALUE", "NOMAXVALUE", "NO CYCLE", "NOCYCLE", "CYCLE")
                || options.take("EXHAUSTED")) {
            return;
        }
        if (options.takeAny(VALUES) || options.takeAny("MINVALUE =", "MAXVALUE =", "MINVALUE", "MAXVALUE")) {
            value(options);
        } else if (options.takeAny("AS", "DATA TYPE")) {
            options.name();
            options.parentheses();
        } else if (options.take("RESTART")) {
            // PostgreSQL, MariaDB: WITH may be left out.
            if (!options.atEnd() && !options.sees("SET")) {
                value(options);
            }
        } else {
            throw new NotUnderstood("'" + options.take().text() + "' is no option of a sequence that is known");
        }
    }

    private static void value(Cursor options) {
        options.take("=");
        options.takeAny("-", "+");
        if (options.sees("(")) {
            options.parentheses();
        } else if (!options.atEnd()) {
            options.take();
        }
    }
}
