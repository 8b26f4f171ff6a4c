package dev.startupguard.automigration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database that is in use: a table of an older shape with a row in it, and a sequence behind that row. */
final class LiveDatabase implements AutoCloseable {

    private final String url;
    private final Connection connection;

    LiveDatabase(String url) throws SQLException {
        this.url = url;
        this.connection = DriverManager.getConnection(url);
        try (Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE attendee (id BIGINT PRIMARY KEY, name VARCHAR(255))");
            sql.execute("CREATE SEQUENCE attendee_seq INCREMENT BY 50");
            sql.execute("INSERT INTO attendee VALUES (1000, 'Ada')");
        }
    }

    String url() {
        return url;
    }

    Connection connection() {
        return connection;
    }

    /** Everything that schema generation could change: tables, columns, sequences with their positions, and rows. */
    List<String> content() throws SQLException {
        List<String> content = new ArrayList<>();
        content.addAll(rows("SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS"
                + " WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA' ORDER BY 1, 2"));
        content.addAll(
                rows("SELECT SEQUENCE_NAME, INCREMENT, BASE_VALUE FROM INFORMATION_SCHEMA.SEQUENCES ORDER BY 1"));
        if (content.stream().anyMatch(each -> each.startsWith("ATTENDEE,"))) {
            content.addAll(rows("SELECT id, name FROM attendee ORDER BY 1"));
        }
        return content;
    }

    private List<String> rows(String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            ResultSetMetaData columns = found.getMetaData();
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(String.join(",", row));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
