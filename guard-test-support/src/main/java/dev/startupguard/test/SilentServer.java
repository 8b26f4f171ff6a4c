package dev.startupguard.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP server on the loopback address that accepts every connection and never answers: how a hung database looks from
 * outside. Safe for use by several threads.
 */
public final class SilentServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private SilentServer(ServerSocket server) {
        this.server = server;
    }

    /** Starts a server on a free port. */
    public static SilentServer start() throws IOException {
        SilentServer silent = new SilentServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread acceptor = new Thread(silent::acceptAll, "silent-server");
        acceptor.setDaemon(true);
        acceptor.start();
        return silent;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were made since the start, whether still open or not. */
    public int connections() {
        return accepted.get();
    }

    /** Closes the connections made so far and goes on accepting: whoever waits for an answer sees an end of stream. */
    public void closeConnections() throws IOException {
        synchronized (open) {
            for (Socket socket : open) {
                socket.close();
            }
            open.clear();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeConnections();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                synchronized (open) {
                    if (server.isClosed()) {
                        socket.close();
                    } else {
                        open.add(socket);
                    }
                }
                accepted.incrementAndGet();
            }
        } catch (SocketException e) {
            if (!server.isClosed()) {
                throw new IllegalStateException("The silent server stopped accepting", e);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The silent server stopped accepting", e);
        }
    }
}
