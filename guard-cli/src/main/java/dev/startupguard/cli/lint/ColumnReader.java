package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the definition of a column: its type, and what is said behind it in any order. */
final class ColumnReader {
    /** Functions that are not volatile, or whose result is the same for all rows of one statement. */
    private static final Set<String> STABLE = Set.of(
            "now",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "transaction_timestamp",
            "statement_timestamp",
            "current_setting",
            "timezone",
            "date_trunc",
            "to_timestamp",
            "to_date",
            "make_date",
            "make_interval",
            "coalesce",
            "nullif",
            "lower",
            "upper",
            "concat",
            "repeat",
            "md5",
            "row",
            "array",
            "jsonb_build_object",
            "json_build_object",
            "jsonb_build_array",
            "json_build_array",
            "cast",
            "varchar",
            "char",
            "character",
            "numeric",
            "decimal",
            "bit",
            "timestamp",
            "timestamptz",
            "time",
            "interval",
            "getdate",
            "sysdatetime",
            "getutcdate",
            "sysutcdatetime",
            "decode",
            "length",
            "round");

    private static final Set<String> SERIALS =
            Set.of("serial", "bigserial", "smallserial", "serial4", "serial8", "serial2");
    private static final Set<String> UNLIMITED = Set.of("text", "varchar", "character varying");

    private final Name table;
    private final String column;
    private final Cursor definition;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private String check = "";

    private ColumnReader(Name table, String column, Cursor definition) {
        this.table = table;
        this.column = column;
        this.definition = definition;
    }

    /** The column, and a constraint for each that its definition adds. */
    static List<Change> added(Name table, String column, Cursor definition) {
        return new ColumnReader(table, column, definition).read();
    }

    private List<Change> read() {
        String type = type();
        while (!definition.atEnd()) {
            clause();
        }
        if (SERIALS.contains(type)) {
            traits.add(Trait.SERIAL);
        }
        List<Change> changes = new ArrayList<>();
        Set<Trait> own = EnumSet.of(
                Trait.NOT_NULL,
                Trait.HAS_DEFAULT,
                Trait.COMPUTED_DEFAULT,
                Trait.GENERATED,
                Trait.STORED,
                Trait.SERIAL,
                Trait.UNLIMITED_TEXT);
        own.retainAll(traits);
        if (traits.contains(Trait.PRIMARY_KEY)) {
            own.add(Trait.NOT_NULL);
        }
        changes.add(new Change(Kind.COLUMN_ADDED, table, column, own, type));
        for (Trait constraint : List.of(Trait.UNIQUE, Trait.PRIMARY_KEY, Trait.CHECK, Trait.FOREIGN_KEY)) {
            if (traits.contains(constraint)) {
                Change added = new Change(Kind.CONSTRAINT_ADDED, table, column, Set.of(constraint, Trait.LOCAL), check);
                changes.add(traits.contains(Trait.HAS_DEFAULT) ? added.with(Trait.HAS_DEFAULT) : added);
            }
        }
        return changes;
    }

    /** Words that begin something else: a comma or a semicolon is missing. */
    private void requireColumnWord() {
        for (String word : List.of("DROP", "ALTER", "CREATE", "TRUNCATE", "ADD", "RENAME", "MODIFY", "EXEC")) {
            if (definition.sees(word)) {
                throw new NotUnderstood("'" + word + "' was not expected");
            }
        }
    }

    /** The words of a type, in lower case; what is in parentheses is left out. */
    private String type() {
        StringBuilder type = new StringBuilder();
        boolean limited = false;
        while (!definition.atEnd() && !seesClause()) {
            if (definition.sees("(")) {
                definition.parentheses();
                limited = true;
            } else {
                requireColumnWord();
                type.append(type.isEmpty() ? "" : " ")
                        .append(definition.take().text().toLowerCase(Locale.ROOT));
            }
        }
        if (!limited && UNLIMITED.contains(type.toString())) {
            traits.add(Trait.UNLIMITED_TEXT);
        }
        return type.toString();
    }

    private boolean seesClause() {
        for (String word : List.of(
                "NOT",
                "NULL",
                "DEFAULT",
                "GENERATED",
                "IDENTITY",
                "AUTO_INCREMENT",
                "UNIQUE",
                "PRIMARY",
                "REFERENCES",
                "CHECK",
                "CONSTRAINT",
                "COLLATE",
                "COMMENT",
                "FIRST",
                "AFTER",
                "BEFORE",
                "AS",
                "ON",
                "INVISIBLE",
                "VISIBLE",
                "USING",
                "SPARSE",
                "WITH",
                "STORAGE",
                "COMPRESSION",
                "KEY",
                "PERSISTED",
                "ROWGUIDCOL",
                "STORED",
                "VIRTUAL",
                "PERSISTENT")) {
            if (definition.sees(word)) {
                return true;
            }
        }
        return false;
    }

    private void clause() {
        if (definition.take("NOT NULL")) {
            traits.add(Trait.NOT_NULL);
        } else if (definition.take("DEFAULT")) {
            defaultValue();
        } else if (definition.takeAny("GENERATED ALWAYS AS IDENTITY", "GENERATED BY DEFAULT AS IDENTITY", "IDENTITY")) {
            traits.add(Trait.SERIAL);
            definition.parentheses();
        } else if (definition.take("GENERATED BY DEFAULT ON NULL AS IDENTITY") || definition.take("AUTO_INCREMENT")) {
            traits.add(Trait.SERIAL);
        } else if (definition.takeAny("GENERATED ALWAYS AS", "AS")) {
            traits.add(Trait.GENERATED);
            definition.parentheses();
        } else if (definition.takeAny("STORED", "PERSISTED", "PERSISTENT")) {
            traits.add(Trait.STORED);
        } else if (definition.takeAny("PRIMARY KEY")) {
            traits.add(Trait.PRIMARY_KEY);
        } else if (definition.take("UNIQUE")) {
            definition.take("KEY");
            traits.add(Trait.UNIQUE);
        } else if (definition.take("REFERENCES")) {
            traits.add(Trait.FOREIGN_KEY);
        } else if (definition.take("CHECK")) {
            traits.add(Trait.CHECK);
            check = text(definition.parentheses());
        } else if (definition.sees("(")) {
            definition.parentheses();
        } else {
            requireColumnWord();
            definition.take();
        }
    }

    private void defaultValue() {
        traits.add(Trait.HAS_DEFAULT);
        List<Token> value = new ArrayList<>();
        while (!definition.atEnd() && !(!value.isEmpty() && seesClause())) {
            if (definition.sees("(")) {
                value.add(new Token(Token.Kind.SYMBOL, "(", 0));
                value.addAll(definition.parentheses());
                value.add(new Token(Token.Kind.SYMBOL, ")", 0));
            } else {
                value.add(definition.take());
            }
        }
        if (value.size() == 1 && value.get(0).is("NULL")) {
            traits.remove(Trait.HAS_DEFAULT);
        }
        if (isComputed(definition, value)) {
            traits.add(Trait.COMPUTED_DEFAULT);
        }
    }

    /** PostgreSQL: whether it may differ from row to row. MySQL and MariaDB: whether it is an expression. */
    static boolean isComputed(Cursor statement, List<Token> value) {
        if (statement.isMySql()) {
            return !value.isEmpty()
                    && value.get(0).is("(")
                    && value.stream().anyMatch(token -> token.kind() == Token.Kind.WORD);
        }
        for (int i = 0; i + 1 < value.size(); i++) {
            boolean isCall = value.get(i).isName() && value.get(i + 1).is("(");
            if (isCall && !STABLE.contains(value.get(i).text().toLowerCase(Locale.ROOT))) {
                return statement.dialect() != SqlDialect.H2;
            }
        }
        return false;
    }

    static String text(List<Token> tokens) {
        return tokens.stream()
                .map(token -> token.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
