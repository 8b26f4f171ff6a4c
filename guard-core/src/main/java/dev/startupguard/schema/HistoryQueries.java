package dev.startupguard.schema;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL of the check: one query for the history and for whether there is a floor, one for the floor. */
final class HistoryQueries {
    private final Dialect dialect;
    private final HistoryTable table;

    HistoryQueries(Dialect dialect, HistoryTable table) {
        this.dialect = dialect;
        this.table = table;
    }

    /**
     * The history's rows in the order of their installation, each with what was found beside it: at least one row. An
     * unqualified name may resolve to the table of another schema on the search path, so the query tells whether the
     * history is where it should be. Has the parameter {@link #parameter()} where the dialect lists tables.
     */
    String history() {
        String columns = Stream.of("version", "description", "type", "success")
                .map(column -> "h." + dialect.quoted(column))
                .collect(Collectors.joining(", "));
        String orderBy = " ORDER BY h." + dialect.quoted("installed_rank");
        if (!dialect.listsTables()) {
            return "SELECT 1, 0, " + columns + " FROM " + qualified(dialect.quoted(table.name())) + " h" + orderBy;
        }
        boolean current = table.schema() == null;
        String historyTable = current ? dialect.tableInCurrentSchema() : "TRUE";
        String floorTable = dialect.unquotedTable(current ? null : "?", GuardTables.SCHEMA_FLOOR);
        return "SELECT probe.history_table, probe.floor_table, " + columns
                + " FROM (SELECT " + historyTable + " AS history_table, " + floorTable + " AS floor_table) probe"
                + " LEFT JOIN " + qualified(dialect.quoted(table.name())) + " h ON probe.history_table" + orderBy;
    }

    String parameter() {
        return table.schema() == null ? table.name() : table.schema();
    }

    /** All rows of the floor table; it has few, and versions do not compare in SQL. */
    String floor() {
        return "SELECT floor_version, reason, raised_by FROM " + qualified(GuardTables.SCHEMA_FLOOR);
    }

    private String qualified(String quotedTable) {
        return table.schema() == null ? quotedTable : dialect.quoted(table.schema()) + "." + quotedTable;
    }
}
