package dev.startupguard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HAProxy's agent check: one line for each TCP connection, and the end of it. What is sent to it is not read, and a line
 * always fits into the buffer of a new connection, so one daemon thread is enough and no client holds it up.
 *
 * <p>A port that is taken does not fail the start, since the instance before this one may still be leaving; it is tried again.
 */
final class AgentCheck implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StartupGuard.class);
    private static final int WAITING_CONNECTIONS = 16;

    private final GuardConfiguration.AgentCheck settings;
    private final Supplier<GuardStatus> status;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable ServerSocket server;

    AgentCheck(GuardConfiguration.AgentCheck settings, ClassLoader classLoader, Supplier<GuardStatus> status) {
        this.settings = settings;
        this.status = status;
        thread = new Thread(this::run, "startup-guard-agent-check");
        thread.setDaemon(true);
        thread.setContextClassLoader(classLoader);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        ServerSocket bound = server;
        if (bound != null) {
            try {
                bound.close();
            } catch (IOException e) {
                log.debug("The port of the agent check was not closed in order; it ends with its thread.", e);
            }
        }
    }

    /**
     * What HAProxy is told. "ready" takes an earlier "drain" back, which HAProxy would else keep for the instance that comes after
     * this one at the same address.
     */
    static String line(GuardStatus status) {
        if (status.isReady()) {
            return "up ready\n";
        }
        boolean leaves = status.phase() == Phase.DRAINING && status.isLive();
        return leaves ? "drain\n" : "down #" + status.phase().name().toLowerCase(Locale.ROOT) + "\n";
    }

    private void run() {
        boolean isReported = false;
        while (!isClosed()) {
            try (ServerSocket bound =
                    new ServerSocket(settings.port(), WAITING_CONNECTIONS, InetAddress.getByName(settings.address()))) {
                server = bound;
                isReported = false;
                while (!isClosed()) {
                    answer(bound.accept());
                }
            } catch (IOException e) {
                if (!isReported && !isClosed()) {
                    log.error(
                            "HAProxy's agent check is not answered at {}:{} ({}); expected a free port of an address of this machine. Correct guard.agent-check.port and guard.agent-check.address, or stop what has the port; it is tried again every second.",
                            settings.address(),
                            settings.port(),
                            e.getMessage());
                }
                isReported = true;
                pause();
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            connection.getOutputStream().write(line(status.get()).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            log.debug("Who asked for the agent check has gone.", e);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            closed.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            close(); // nobody but a container that ends interrupts it
        }
    }
}
