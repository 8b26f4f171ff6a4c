package dev.startupguard.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of one test: how to reach it, and statements for arranging and asserting. */
public record FreshDatabase(TestDatabase kind, String url, String user, String password) {

    /** A data source without a pool: the driver's own, every call opens a connection. */
    public DataSource dataSource() {
        return dataSource(url, user, password);
    }

    /** As {@link #dataSource()}, with another URL, user or password of the same kind of database. */
    public DataSource dataSource(String otherUrl, String otherUser, String otherPassword) {
        try {
            return switch (kind) {
                case H2 -> {
                    JdbcDataSource h2 = new JdbcDataSource();
                    h2.setURL(otherUrl);
                    h2.setUser(otherUser);
                    h2.setPassword(otherPassword);
                    yield h2;
                }
                case POSTGRESQL -> {
                    PGSimpleDataSource postgres = new PGSimpleDataSource();
                    postgres.setUrl(otherUrl);
                    postgres.setUser(otherUser);
                    postgres.setPassword(otherPassword);
                    yield postgres;
                }
                case MARIADB -> {
                    MariaDbDataSource mariaDb = new MariaDbDataSource();
                    mariaDb.setUser(otherUser);
                    mariaDb.setPassword(otherPassword);
                    mariaDb.setUrl(otherUrl);
                    yield mariaDb;
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException("No data source for " + this, e);
        }
    }

    /** Opens a connection past any pool. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Runs statements, one after the other, each committed by itself. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The statements failed on " + this, e);
        }
    }

    /** The first column of a query, as text; SQL NULL as {@code "null"}. */
    public List<String> column(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("The query failed on " + this, e);
        }
    }
}
