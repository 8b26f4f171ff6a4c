package dev.startupguard.schema;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one check, which another thread can abort, also before it is there. Every check has one of its own, so an
 * abort never reaches a later check.
 */
final class ConnectionInUse {
    private static final Logger log = LoggerFactory.getLogger(SchemaCheck.class);

    private @Nullable Connection connection;
    private boolean aborted;

    /** Makes the connection abortable; false if the check was aborted while the connection was being opened. */
    synchronized boolean begin(Connection opened) {
        if (!aborted) {
            connection = opened;
        }
        return !aborted;
    }

    /** From here on the connection may belong to somebody else. */
    synchronized void end() {
        connection = null;
    }

    synchronized boolean isAborted() {
        return aborted;
    }

    void abort() {
        Connection hung;
        synchronized (this) {
            aborted = true;
            hung = connection;
            connection = null;
        }
        if (hung != null) {
            // MariaDB's driver opens a connection to kill the other, which may hang as well: it must not
            // take the caller along.
            Thread thread = new Thread(() -> abort(hung), "startup-guard-abort");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void abort(Connection hung) {
        try {
            hung.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            log.warn("A hung connection could not be aborted: {}", DriverMessages.of(e));
        }
    }
}
