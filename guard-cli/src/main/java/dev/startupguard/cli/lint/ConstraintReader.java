package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ADD CONSTRAINT …} behind its first word. */
final class ConstraintReader {
    private ConstraintReader() {}

    /** The constraint or index, or nothing where a column is added instead. */
    static Optional<List<Change>> added(Name table, Cursor action) {
        boolean isNamed = action.take("CONSTRAINT");
        String name = "";
        if (isNamed && !seesType(action)) {
            action.take("IF NOT EXISTS");
            name = action.word();
        }
        boolean isSqlServer = action.dialect() == SqlDialect.SQLSERVER;
        if (!isNamed && (action.isMySql() && index(action) || isSqlServer && action.sees("INDEX"))) {
            return Optional.of(List.of(indexed(table, action)));
        }
        if (!seesType(action)) {
            if (isNamed) {
                throw new NotUnderstood("this kind of constraint is not known");
            }
            return Optional.empty();
        }
        return Optional.of(constraint(table, name, action));
    }

    private static boolean seesType(Cursor action) {
        return action.sees("PRIMARY", "KEY")
                || action.sees("UNIQUE")
                || action.sees("FOREIGN", "KEY")
                || action.sees("CHECK")
                || action.sees("EXCLUDE")
                || action.sees("NOT", "NULL")
                || action.sees("DEFAULT");
    }

    private static boolean index(Cursor action) {
        return action.sees("INDEX") || action.sees("KEY") || action.sees("FULLTEXT") || action.sees("SPATIAL");
    }

    private static Change indexed(Name table, Cursor action) {
        boolean isSpecial = action.takeAny("FULLTEXT", "SPATIAL");
        action.takeAny("INDEX", "KEY");
        action.take("IF NOT EXISTS");
        String name = action.seesName() ? action.word() : "";
        // SQL Server says it behind the name.
        boolean isUnique = action.take("UNIQUE");
        action.rest();
        if (isUnique) {
            return Change.of(Kind.INDEX_CREATED, table, name, "", Trait.UNIQUE);
        }
        return isSpecial
                ? Change.of(Kind.INDEX_CREATED, table, name, "", Trait.SPECIAL_INDEX)
                : Change.of(Kind.INDEX_CREATED, table, name, "");
    }

    private static List<Change> constraint(Name table, String name, Cursor action) {
        if (action.take("DEFAULT")) {
            action.rest();
            return List.of(Change.of(Kind.DEFAULT_CHANGED, table, name, ""));
        }
        if (action.take("NOT NULL")) {
            boolean isNotValid = action.has("NOT", "VALID");
            String column = action.word();
            action.rest();
            return List.of(
                    isNotValid
                            ? Change.of(Kind.NOT_NULL_SET, table, column, "", Trait.NOT_VALID)
                            : Change.of(Kind.NOT_NULL_SET, table, column, ""));
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        String check = "";
        if (action.take("PRIMARY KEY")) {
            traits.add(Trait.PRIMARY_KEY);
        } else if (action.take("UNIQUE")) {
            traits.add(Trait.UNIQUE);
        } else if (action.take("FOREIGN KEY")) {
            traits.add(Trait.FOREIGN_KEY);
        } else if (action.take("CHECK")) {
            traits.add(Trait.CHECK);
            check = ColumnReader.text(action.parentheses());
        } else {
            action.take("EXCLUDE");
            traits.add(Trait.EXCLUSION);
        }
        if (action.has("NOT", "VALID")) {
            traits.add(Trait.NOT_VALID);
        }
        if (action.has("USING", "INDEX") && !action.has("USING", "INDEX", "TABLESPACE")) {
            traits.add(Trait.USING_INDEX);
        }
        if (action.has("ONLINE", "=", "ON")) {
            traits.add(Trait.ONLINE);
        }
        action.rest();
        return List.of(new Change(Kind.CONSTRAINT_ADDED, table, name, traits, check));
    }
}
