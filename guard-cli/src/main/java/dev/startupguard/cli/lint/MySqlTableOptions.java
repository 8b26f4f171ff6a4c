package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the options of a table in MySQL and MariaDB, which need no comma between them. */
final class MySqlTableOptions {
    private MySqlTableOptions() {}

    /** A change for each; none where no option comes next. */
    static List<Change> read(Name table, Cursor action) {
        List<Change> changes = new ArrayList<>();
        while (!action.atEnd()) {
            if (isNoted(action)) {
                changes.add(Change.of(Kind.TABLE_CHANGED, table));
            } else if (action.takeAny("ROW_FORMAT", "KEY_BLOCK_SIZE", "TABLESPACE")) {
                changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "in place"));
            } else if (action.takeAny("ENGINE", "ENCRYPTION", "ENCRYPTED", "PAGE_COMPRESSED")) {
                changes.add(Change.of(Kind.TABLE_REWRITTEN, table, "", "table"));
            } else {
                break;
            }
            action.take("=");
            action.take();
        }
        return changes;
    }

    /** What the server only writes down, for rows and columns to come. */
    private static boolean isNoted(Cursor action) {
        return action.takeAny("DEFAULT CHARACTER SET", "DEFAULT CHARSET", "DEFAULT CHAR SET", "DEFAULT COLLATE")
                || action.takeAny("CHARACTER SET", "CHARSET", "CHAR SET", "COLLATE", "COMMENT", "AUTO_INCREMENT")
                || action.takeAny("STATS_PERSISTENT", "STATS_AUTO_RECALC", "STATS_SAMPLE_PAGES")
                || action.takeAny("MAX_ROWS", "MIN_ROWS", "AVG_ROW_LENGTH");
    }
}
