package dev.startupguard.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A query with a time limit, which is taken back afterwards: H2 keeps it for the connection, and that returns to a pool. */
final class LimitedQuery implements AutoCloseable {
    private final PreparedStatement statement;
    private final int before;

    private LimitedQuery(PreparedStatement statement, int before) {
        this.statement = statement;
        this.before = before;
    }

    static LimitedQuery prepare(Connection connection, String sql, int seconds) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            int before = statement.getQueryTimeout();
            statement.setQueryTimeout(seconds);
            return new LimitedQuery(statement, before);
        } catch (SQLException | RuntimeException e) {
            closeAfter(e, statement);
            throw e;
        }
    }

    private static void closeAfter(Exception failure, PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    ResultSet rows(String... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        try (PreparedStatement last = statement) {
            if (!last.isClosed()) {
                last.setQueryTimeout(before);
            }
        }
    }
}
