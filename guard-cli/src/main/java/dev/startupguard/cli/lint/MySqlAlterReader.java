package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code ALTER TABLE} of MySQL and MariaDB behind those words. */
final class MySqlAlterReader {
    private final Cursor statement;
    private final List<Change> changes = new ArrayList<>();

    private MySqlAlterReader(Cursor statement) {
        this.statement = statement;
    }

    /**
     * @param isOnline whether ONLINE stands before TABLE, which is LOCK=NONE
     * @param dropsRows whether IGNORE does, which drops what stands twice
     */
    static List<Change> read(Cursor statement, boolean isOnline, boolean dropsRows) {
        return new MySqlAlterReader(statement).read(isOnline, dropsRows);
    }

    private List<Change> read(boolean saysOnline, boolean dropsRows) {
        statement.take("IF EXISTS");
        Name table = statement.name();
        boolean waits = statement.take("NOWAIT");
        if (statement.take("WAIT")) {
            statement.take();
            waits = true;
        }
        if (statement.atEnd()) {
            throw new NotUnderstood("nothing is altered");
        }
        boolean isCopying = isCopying(statement);
        boolean isOnline = isOnline(statement) || saysOnline && !isCopying;
        if (dropsRows) {
            changes.add(Change.of(Kind.DATA_REWRITTEN, table));
        }
        while (!statement.atEnd()) {
            Cursor action = statement.upToComma();
            // Stands behind the last action without a comma.
            Cursor only = action.upTo("PARTITION", "BY").upTo("REMOVE", "PARTITIONING");
            if (only.takeAny("ALGORITHM", "LOCK")) {
                only.rest();
            } else if (!only.atEnd()) {
                action(table, only);
                only.end();
            }
            if (action.has("PARTITION", "BY") || action.has("REMOVE", "PARTITIONING")) {
                changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "table"));
            }
        }
        if (changes.isEmpty()) {
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
        }
        Set<Trait> ofAll = EnumSet.noneOf(Trait.class);
        add(ofAll, Trait.ONLINE, isOnline);
        add(ofAll, Trait.COPYING, isCopying);
        add(ofAll, Trait.WAITS, waits);
        return changes.stream().map(change -> change.with(ofAll)).toList();
    }

    private static void add(Set<Trait> traits, Trait trait, boolean has) {
        if (has) {
            traits.add(trait);
        }
    }

    /** The server refuses rather than copies or locks. */
    static boolean isOnline(Cursor statement) {
        boolean hasAlgorithm = false;
        for (String algorithm : List.of("INSTANT", "INPLACE", "NOCOPY")) {
            hasAlgorithm |= statement.has("ALGORITHM", "=", algorithm) || statement.has("ALGORITHM", algorithm);
        }
        boolean hasLock = statement.has("LOCK", "=", "NONE") || statement.has("LOCK", "NONE");
        boolean isInstant = statement.has("ALGORITHM", "=", "INSTANT") || statement.has("ALGORITHM", "INSTANT");
        return !isCopying(statement) && (isInstant || hasLock || hasAlgorithm && hasLock);
    }

    static boolean isCopying(Cursor statement) {
        return statement.has("ALGORITHM", "=", "COPY")
                || statement.has("ALGORITHM", "COPY")
                || statement.has("LOCK", "=", "SHARED")
                || statement.has("LOCK", "SHARED")
                || statement.has("LOCK", "=", "EXCLUSIVE")
                || statement.has("LOCK", "EXCLUSIVE");
    }

    private void action(Name table, Cursor action) {
        if (partitions(table, action)) {
            return;
        }
        if (action.takeAny("ADD PARTITION PARTITIONS", "ADD SYSTEM VERSIONING")) {
            // Rows move between the partitions of a hash, and each gets the time of its version.
            action.rest();
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "table"));
        } else if (action.take("ADD PARTITION")) {
            other(table, action);
        } else if (action.take("ADD")) {
            changes.addAll(AddReader.read(table, action));
        } else if (action.take("DROP")) {
            drop(table, action);
        } else if (action.take("MODIFY")) {
            action.take("COLUMN");
            action.take("IF EXISTS");
            retyped(table, action.word(), action);
        } else if (action.take("CHANGE")) {
            action.take("COLUMN");
            action.take("IF EXISTS");
            String from = action.word();
            String to = action.word();
            if (!from.equals(to)) {
                changes.add(Change.of(Kind.COLUMN_RENAMED, table, from, to));
            }
            retyped(table, to, action);
        } else if (action.take("ALTER")) {
            alter(table, action);
        } else if (action.take("RENAME")) {
            rename(table, action);
        } else if (action.take("CONVERT TO")) {
            action.rest();
            changes.add(Change.of(Kind.TYPE_CHANGED, table, "", "character set"));
        } else if (action.take("FORCE")) {
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "in place"));
        } else if (action.take("ORDER BY")) {
            action.rest();
            // Its columns are separated by commas, too.
            statement.rest();
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "table"));
        } else if (action.takeAny("DISABLE KEYS", "ENABLE KEYS", "WITH VALIDATION", "WITHOUT VALIDATION")) {
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
        } else {
            List<Change> options = MySqlTableOptions.read(table, action);
            if (options.isEmpty()) {
                throw new NotUnderstood("this form of ALTER TABLE is not known");
            }
            changes.addAll(options);
        }
    }

    /** Whether partitions are named: no other action goes with it, and commas part their names. */
    private boolean partitions(Name table, Cursor action) {
        if (action.takeAny("DROP PARTITION", "TRUNCATE PARTITION", "EXCHANGE PARTITION", "CONVERT PARTITION")) {
            changes.add(Change.of(Kind.PARTITION_DROPPED, table));
        } else if (action.takeAny(
                "REORGANIZE PARTITION", "REBUILD PARTITION", "COALESCE PARTITION", "OPTIMIZE PARTITION")) {
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "table"));
        } else if (action.takeAny("ANALYZE PARTITION", "CHECK PARTITION")) {
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
        } else {
            return false;
        }
        action.rest();
        statement.rest();
        return true;
    }

    private void other(Name table, Cursor action) {
        action.rest();
        changes.add(Change.of(Kind.TABLE_CHANGED, table));
    }

    private void drop(Name table, Cursor action) {
        if (action.takeAny("FOREIGN KEY", "CONSTRAINT", "CHECK")) {
            other(table, action);
        } else if (action.take("PRIMARY KEY")) {
            changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "primary key"));
        } else if (action.takeAny("INDEX", "KEY")) {
            action.take("IF EXISTS");
            changes.add(Change.of(Kind.INDEX_DROPPED, table, action.word(), ""));
        } else {
            action.take("COLUMN");
            action.take("IF EXISTS");
            changes.add(Change.of(Kind.COLUMN_DROPPED, table, action.word(), ""));
            action.takeAny("CASCADE", "RESTRICT");
        }
    }

    /** MODIFY and CHANGE say the whole definition anew: what it was before cannot be seen. */
    private void retyped(Name table, String column, Cursor action) {
        if (action.atEnd()) {
            throw new NotUnderstood("a column without a type");
        }
        Change column1 = ColumnReader.added(table, column, action).get(0);
        changes.add(Change.of(Kind.TYPE_CHANGED, table, column, column1.detail()));
        if (column1.has(Trait.NOT_NULL)) {
            Change required = Change.of(Kind.NOT_NULL_SET, table, column, "");
            changes.add(column1.has(Trait.HAS_DEFAULT) ? required.with(Trait.HAS_DEFAULT) : required);
        }
    }

    private void alter(Name table, Cursor action) {
        if (action.takeAny("INDEX", "KEY")) {
            // Seen by the optimizer or not: no build names an index.
            other(table, action);
            return;
        }
        if (action.takeAny("CONSTRAINT", "CHECK")) {
            String constraint = action.word();
            boolean isOff = action.take("NOT");
            if (!action.take("ENFORCED")) {
                throw new NotUnderstood("ENFORCED was expected");
            }
            changes.add(Change.of(
                    isOff ? Kind.CONSTRAINT_DISABLED : Kind.CONSTRAINT_ENABLED, table, constraint, "", Trait.CHECK));
            return;
        }
        action.take("COLUMN");
        String column = action.word();
        if (action.takeAny("DROP DEFAULT", "SET DEFAULT NULL")) {
            changes.add(Change.of(Kind.DEFAULT_CHANGED, table, column, "dropped"));
        } else if (action.take("SET DEFAULT")) {
            action.rest();
            changes.add(Change.of(Kind.DEFAULT_CHANGED, table, column, ""));
        } else if (action.takeAny("SET VISIBLE", "SET INVISIBLE")) {
            changes.add(Change.of(Kind.TABLE_CHANGED, table));
        } else {
            throw new NotUnderstood("this form of ALTER COLUMN is not known");
        }
    }

    private void rename(Name table, Cursor action) {
        if (action.take("COLUMN")) {
            action.take("IF EXISTS");
            String from = action.word();
            if (!action.take("TO")) {
                throw new NotUnderstood("TO was expected");
            }
            changes.add(Change.of(Kind.COLUMN_RENAMED, table, from, action.word()));
        } else if (action.takeAny("INDEX", "KEY")) {
            other(table, action);
        } else {
            action.takeAny("TO", "AS", "=");
            changes.add(Change.of(Kind.TABLE_RENAMED, table, "", action.name().toString()));
        }
    }

    /** {@code RENAME TABLE a TO b, c TO d} behind its first two words. */
    static List<Change> renamed(Cursor statement) {
        List<Change> changes = new ArrayList<>();
        do {
            statement.take("IF EXISTS");
            Name from = statement.name();
            if (!statement.take("TO")) {
                throw new NotUnderstood("TO was expected");
            }
            changes.add(new Change(
                    Kind.TABLE_RENAMED, from, "", Set.of(), statement.name().toString()));
        } while (statement.take(","));
        return changes;
    }
}
