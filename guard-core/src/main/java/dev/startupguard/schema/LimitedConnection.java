package dev.startupguard.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose socket gives up waiting for an answer: a query's own time limit is kept by the server, and a server that
 * hangs keeps none. Closing it ends the transaction, takes the limit back for the connection's next user, and leaves the
 * connection open.
 */
final class LimitedConnection implements AutoCloseable {
    /** The query's own limit comes first where the server still answers, since it leaves the connection usable. */
    private static final int GRACE_MILLIS = 500;

    private final Connection connection;
    private final @Nullable Integer networkTimeoutBefore;

    private LimitedConnection(Connection connection, @Nullable Integer networkTimeoutBefore) {
        this.connection = connection;
        this.networkTimeoutBefore = networkTimeoutBefore;
    }

    static LimitedConnection of(Connection connection, int seconds) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, seconds * 1000 + GRACE_MILLIS);
            return new LimitedConnection(connection, before);
        } catch (SQLFeatureNotSupportedException | AbstractMethodError e) {
            // Optional in JDBC, and missing from old drivers; the query's limit and abort() are left.
            return new LimitedConnection(connection, null);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } finally {
            if (networkTimeoutBefore != null && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, networkTimeoutBefore);
            }
        }
    }
}
