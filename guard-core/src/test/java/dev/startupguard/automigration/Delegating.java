package dev.startupguard.automigration;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source around another one, as frameworks put around pools. */
class Delegating implements DataSource {

    @Nullable
    DataSource target;

    Delegating(@Nullable DataSource target) {
        this.target = target;
    }

    public @Nullable DataSource getTargetDataSource() {
        return target;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Objects.requireNonNull(target).getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return Objects.requireNonNull(target).getConnection(user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing of " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
