package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code ADD} of {@code ALTER TABLE} behind that word: a constraint, an index, or columns. */
final class AddReader {
    private AddReader() {}

    static List<Change> read(Name table, Cursor action) {
        boolean isColumn = action.take("COLUMN");
        isColumn |= action.take("IF NOT EXISTS");
        boolean isList = action.sees("(") && action.dialect() != SqlDialect.POSTGRESQL;
        if (!isList) {
            return one(table, isColumn, action);
        }
        List<Change> changes = new ArrayList<>();
        Cursor list = new Cursor(action.dialect(), action.parentheses());
        while (!list.atEnd()) {
            changes.addAll(one(table, false, list.upToComma()));
        }
        if (action.takeAny("BEFORE", "AFTER")) {
            action.word();
        }
        return changes;
    }

    /** A constraint, an index or a column, and nothing behind it. */
    static List<Change> one(Name table, boolean isColumn, Cursor action) {
        if (!isColumn) {
            var constraint = ConstraintReader.added(table, action);
            if (constraint.isPresent()) {
                return constraint.get();
            }
            if (action.sees("PERIOD", "FOR")) {
                throw new NotUnderstood("periods are not known");
            }
        }
        action.take("IF NOT EXISTS");
        String column = action.word();
        if (action.atEnd()) {
            throw new NotUnderstood("a column without a type");
        }
        return ColumnReader.added(table, column, action);
    }
}
