package dev.startupguard.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy on the loopback address that can freeze: connections stay open, new ones are accepted, and no byte passes any
 * more, as with a paused server. Safe for use by several threads.
 */
public final class FreezingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final String targetHost;
    private final int targetPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private boolean frozen;

    private FreezingProxy(ServerSocket server, String targetHost, int targetPort) {
        this.server = server;
        this.targetHost = targetHost;
        this.targetPort = targetPort;
    }

    /** Starts a proxy in front of a server. */
    public static FreezingProxy to(String host, int port) throws IOException {
        FreezingProxy proxy = new FreezingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), host, port);
        daemon(proxy::acceptAll);
        return proxy;
    }

    /** The address of a database behind this proxy. */
    public static FreezingProxy to(FreshDatabase database) throws IOException {
        String[] hostAndPort =
                database.url().replaceFirst("^jdbc:[a-z]+://([^/]+)/.*$", "$1").split(":");
        return to(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The database's URL with this proxy's address. */
    public String urlOf(FreshDatabase database) {
        return database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + port() + "/");
    }

    public void freeze() {
        setFrozen(true);
    }

    public void thaw() {
        setFrozen(false);
    }

    @Override
    public void close() throws IOException {
        thaw();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void setFrozen(boolean value) {
        lock.lock();
        try {
            frozen = value;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitThaw() throws InterruptedException {
        lock.lock();
        try {
            while (frozen) {
                thawed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket target = new Socket(targetHost, targetPort);
                sockets.add(client);
                sockets.add(target);
                daemon(() -> forward(client, target));
                daemon(() -> forward(target, client));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new IllegalStateException("The proxy stopped accepting", e);
            }
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitThaw();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side hung up: both sockets are closed by now, which is all that the other needs to see.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "freezing-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
