package dev.startupguard.sample.release2;

import java.sql.Connection;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The column {@code attendee.name}, which is there until release 3 drops it, perhaps while this process runs.
 *
 * <p>Asked for anew each time. Call it in a transaction that has already touched the table: the transaction's lock then keeps the
 * column as it was found.
 */
class OldNameColumn {
    private static final String EXISTS = """
            SELECT COUNT(*) FROM information_schema.columns
            WHERE LOWER(table_schema) = LOWER(?) AND LOWER(table_name) = 'attendee' AND LOWER(column_name) = 'name'""";

    private final JdbcTemplate jdbc;

    OldNameColumn(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean exists() {
        Integer columns = jdbc.queryForObject(EXISTS, Integer.class, currentSchema());
        return columns != null && columns > 0;
    }

    String read(String orderId) {
        return DataAccessUtils.requiredSingleResult(
                jdbc.queryForList("SELECT name FROM attendee WHERE order_id = ?", String.class, orderId));
    }

    void write(String orderId, String name) {
        jdbc.update("UPDATE attendee SET name = ? WHERE order_id = ?", name, orderId);
    }

    /** MariaDB has catalogs where the others have schemas. */
    private String currentSchema() {
        String schema = jdbc.execute((Connection connection) ->
                connection.getSchema() == null ? connection.getCatalog() : connection.getSchema());
        if (schema == null) {
            throw new IllegalStateException("The connection has no current schema; name one in SPRING_DATASOURCE_URL.");
        }
        return schema;
    }
}
