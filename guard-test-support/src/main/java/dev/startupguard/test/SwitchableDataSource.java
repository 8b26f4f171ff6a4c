package dev.startupguard.test;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that can be exchanged, made to fail, or made to wait while somebody uses it. Thread safe. */
public final class SwitchableDataSource implements DataSource {

    private volatile DataSource current;
    private volatile @Nullable String failure;
    private volatile @Nullable Error error;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final AtomicInteger connections = new AtomicInteger();

    public SwitchableDataSource(DataSource first) {
        this.current = first;
    }

    /** From now on, connections come from this one. */
    public void use(DataSource next) {
        current = next;
        failure = null;
        error = null;
    }

    /** From now on, there are no connections. */
    public void fail(String message) {
        failure = message;
    }

    /** From now on, whoever wants a connection gets this error, as from a driver that does not fit. */
    public void failWith(Error thrown) {
        error = thrown;
    }

    /** From now on, whoever wants a connection waits until the latch is counted down. */
    public CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    /** How often somebody has asked for a connection. */
    public int connections() {
        return connections.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        connections.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
        Error thrown = error;
        if (thrown != null) {
            throw thrown;
        }
        String message = failure;
        if (message != null) {
            throw new SQLNonTransientConnectionException(message, "08001");
        }
        return current.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return current.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return current.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        current.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        current.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return current.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return current.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return current.isWrapperFor(type);
    }
}
