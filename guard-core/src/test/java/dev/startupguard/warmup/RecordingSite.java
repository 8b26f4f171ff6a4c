package dev.startupguard.warmup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A real HTTP or HTTPS server on loopback that records the requests it gets and answers one status. */
final class RecordingSite implements AutoCloseable {
    // keytool -genkeypair -keyalg EC -dname CN=www.example.org -ext san=dns:www.example.org
    // -validity 36500 -storetype PKCS12
    private static final String KEY_STORE = "self-signed.p12";
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpServer server;
    private final boolean secure;
    private final int status;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();

    private RecordingSite(HttpServer server, boolean secure, int status) {
        this.server = server;
        this.secure = secure;
        this.status = status;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static RecordingSite answering(int status) throws IOException {
        return new RecordingSite(HttpServer.create(loopback(), 0), false, status);
    }

    static RecordingSite secure() throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream store = RecordingSite.class.getResourceAsStream(KEY_STORE)) {
            keys.load(store, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new RecordingSite(server, true, 200);
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<HttpExchange> requests() {
        return requests;
    }

    void isToldTo(PageWarmUp pages) {
        pages.serverListening("127.0.0.1", port(), secure, "");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange);
        byte[] page = "<!doctype html><title>A page</title>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (status == 302) {
            exchange.getResponseHeaders().set("Location", "https://www.example.org/");
        }
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
