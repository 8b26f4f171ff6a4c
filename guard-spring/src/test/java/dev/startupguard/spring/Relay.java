package dev.startupguard.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in a database's place: accepts and is silent at first, and passes everything on once told to. */
final class Relay implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isSilent = true;

    private Relay(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    static Relay to(int port) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        relay.threads.execute(relay::accept);
        return relay;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections made from now on reach the database; those made before stay silent. */
    void passOn() {
        isSilent = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket from = listener.accept();
                if (!isSilent) {
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                    threads.execute(() -> copy(from, to));
                    threads.execute(() -> copy(to, from));
                }
            }
        } catch (IOException e) {
            threads.shutdown(); // closed
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            Thread.currentThread().interrupt(); // one side has hung up; the thread ends
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
