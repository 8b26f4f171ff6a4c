package dev.startupguard.warmup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a connection pool to its minimum, so that the first users do not wait for connections to be made: it takes that many at
 * once, and gives them back. From a data source that is no pool it takes one.
 */
public final class ConnectionPoolWarmUp {
    private static final Logger log = LoggerFactory.getLogger(ConnectionPoolWarmUp.class);

    // A pool may be told to keep hundreds; this many make it quick, and do not storm a database
    // that other instances use.
    static final int MOST_CONNECTIONS = 32;
    private static final int VALIDATION_SECONDS = 5;

    private ConnectionPoolWarmUp() {}

    /** A task that does not need the schema. */
    public static WarmUpTask task(String name, DataSource dataSource) {
        return WarmUpTask.of(name, () -> fill(dataSource));
    }

    private static void fill(DataSource dataSource) throws SQLException, WarmUpException, InterruptedException {
        Deque<Connection> taken = new ArrayDeque<>();
        try {
            take(dataSource, taken);
            int wanted = Math.min(
                    MOST_CONNECTIONS, PoolMinimum.of(dataSource)); // some pools decide it at the first connection
            while (taken.size() < wanted) {
                take(dataSource, taken);
            }
        } finally {
            taken.forEach(ConnectionPoolWarmUp::giveBack);
        }
    }

    private static void take(DataSource dataSource, Deque<Connection> taken)
            throws SQLException, WarmUpException, InterruptedException {
        Connection connection = dataSource.getConnection();
        taken.add(connection);
        if (Thread.interrupted()) { // a pool may hand one out in spite of it, long after the time limit
            throw new InterruptedException("The filling of the pool was stopped.");
        }
        if (!connection.isValid(VALIDATION_SECONDS)) {
            throw new WarmUpException(
                    "connection " + taken.size() + " is not valid. Expected the database to answer within "
                            + VALIDATION_SECONDS + " s; check the database and the network");
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException failure) { // the others are given back all the same
            log.debug("A connection could not be given back to its pool.", failure);
        }
    }
}
