package dev.startupguard.cli.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Indexes that PostgreSQL has begun to build concurrently and not finished: writes keep them up, and no query uses them. */
final class InvalidIndexes {
    private static final String QUERY = """
            SELECT i.indexrelid::regclass::text FROM pg_index i
            JOIN pg_class index_class ON index_class.oid = i.indexrelid
            JOIN pg_class table_class ON table_class.oid = i.indrelid
            WHERE NOT i.indisvalid
              AND (position(lower(index_class.relname) IN lower(?)) > 0 OR position(lower(table_class.relname) IN lower(?)) > 0)
            ORDER BY 1""";

    private InvalidIndexes() {}

    /** How to drop those that a statement may have left. */
    static List<String> dropsFor(Connection connection, String statement) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(QUERY)) {
            select.setString(1, statement);
            select.setString(2, statement);
            List<String> drops = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    drops.add("DROP INDEX CONCURRENTLY " + row.getString(1));
                }
            }
            return drops;
        }
    }
}
