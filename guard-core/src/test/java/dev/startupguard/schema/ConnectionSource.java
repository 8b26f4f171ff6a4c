package dev.startupguard.schema;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source for the tests, given by what it does when it is asked for a connection. */
@FunctionalInterface
interface ConnectionSource extends DataSource {

    @Override
    Connection getConnection() throws SQLException;

    /** One that fails the test when it is asked. */
    static ConnectionSource unusable() {
        return () -> {
            throw new AssertionError("Nobody may ask for a connection");
        };
    }

    @Override
    default Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    default PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    default void setLogWriter(PrintWriter writer) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    default int getLoginTimeout() {
        return 0;
    }

    @Override
    default Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    default <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    default boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
