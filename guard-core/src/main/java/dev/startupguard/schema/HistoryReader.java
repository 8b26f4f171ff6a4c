package dev.startupguard.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads history and floor through one connection, by plain JDBC, and changes nothing. */
final class HistoryReader {
    private final Connection connection;
    private final HistoryQueries queries;
    private final Dialect dialect;
    private final HistoryTable table;
    private final int timeoutSeconds;

    HistoryReader(Connection connection, HistoryTable table, int timeoutSeconds) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
        this.queries = new HistoryQueries(dialect, table);
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * What was read.
     *
     * @param history null if there is no history table
     * @param floor null if there is no floor table, or nobody raised the floor yet
     */
    record Reading(
            @Nullable SchemaHistory history, @Nullable SchemaFloor floor) {}

    /** One round trip, and a second one where the guard's floor table exists. */
    Reading read() throws SQLException, NotAVersionException {
        List<HistoryRow> rows = new ArrayList<>();
        boolean hasHistoryTable = false;
        boolean hasFloorTable = false;
        String[] parameters = dialect.listsTables() ? new String[] {queries.parameter()} : new String[0];
        try (LimitedQuery query = LimitedQuery.prepare(connection, queries.history(), timeoutSeconds);
                ResultSet row = query.rows(parameters)) {
            while (row.next()) {
                if (!hasHistoryTable) { // the same in every row
                    hasHistoryTable = row.getBoolean(1);
                    hasFloorTable = row.getBoolean(2);
                }
                if (!hasHistoryTable) {
                    return new Reading(null, null);
                }
                String type = row.getString(5);
                if (type != null && !HistoryRow.isMarker(type)) {
                    rows.add(historyRow(row, type));
                }
            }
        }
        return new Reading(SchemaHistory.of(rows), hasFloorTable ? readFloor() : null);
    }

    private HistoryRow historyRow(ResultSet row, String type) throws SQLException, NotAVersionException {
        String text = row.getString(3);
        SchemaVersion version = text == null ? null : version(text, table);
        boolean success = row.getBoolean(6);
        // An applied version needs no words, and most rows are such.
        String description = version != null && success ? null : row.getString(4);
        return new HistoryRow(version, description == null ? "" : description, type, success);
    }

    private @Nullable SchemaFloor readFloor() throws SQLException, NotAVersionException {
        SchemaFloor highest = null;
        try (LimitedQuery query = LimitedQuery.prepare(connection, queries.floor(), timeoutSeconds);
                ResultSet row = query.rows()) {
            while (row.next()) {
                SchemaVersion version = version(row.getString(1), GuardTables.SCHEMA_FLOOR);
                if (highest == null || version.isAbove(highest.version())) {
                    highest = new SchemaFloor(version, row.getString(2), row.getString(3));
                }
            }
        }
        return highest;
    }

    private static SchemaVersion version(String text, Object where) throws NotAVersionException {
        try {
            return SchemaVersion.of(text);
        } catch (IllegalArgumentException e) {
            throw new NotAVersionException(text, "the table " + where);
        }
    }

    /** JDBC counts whole seconds, and 0 means no limit. */
    static int seconds(Duration timeout) {
        return (int) Math.min(Integer.MAX_VALUE / 1000, (timeout.toMillis() + 999) / 1000);
    }
}
