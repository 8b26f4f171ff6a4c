package dev.startupguard.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.startupguard.settings.InvalidSettingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As much HTTP/1.1 as a warm-up request needs: one GET on a connection of its own, and the status of its answer. Written here
 * because the JDK's clients refuse to send a Host header of the caller's choice. Thread safe.
 */
final class PageClient {
    private static final Logger log = LoggerFactory.getLogger(PageClient.class);

    static final String USER_AGENT = "startup-guard-warm-up";

    private static final Pattern HOST_HEADER =
            Pattern.compile("(?:[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");
    // Server name indication carries no addresses (RFC 6066, section 3), and no underscores.
    private static final Pattern DNS_NAME = Pattern.compile(
            "((?=[^:]*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)"
                    + "(?::[0-9]+)?");

    private final DeadlineTimer timer = new DeadlineTimer();
    private final WarmUpToken token;
    private final @Nullable String host;

    /** @param host the Host header; null for localhost with the connector's port */
    PageClient(WarmUpToken token, @Nullable String host) {
        if (host != null && !HOST_HEADER.matcher(host).matches()) {
            throw new InvalidSettingException("The warm-up host is \"" + host.replaceAll("\\p{Cntrl}", "?")
                    + "\". Expected a host name or address, with or without a port, such as www.example.org; correct"
                    + " guard.warmup.host.");
        }
        this.token = token;
        this.host = host;
    }

    /**
     * Requests a page and reads the answer to its end.
     *
     * @param limit in nanoseconds, for everything from connecting to the last byte
     * @return the status of the final answer
     * @throws SocketTimeoutException at the limit
     * @throws IOException if there was no whole answer
     */
    int get(Connector connector, String path, long limit) throws IOException {
        // No proxy: a request that is meant for this machine does not leave it.
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            // A time-out of the socket would start anew with each byte; closing it ends every wait. It is the plain
            // socket also under TLS, since closing a TLS socket would first try to say goodbye.
            CompletableFuture<Boolean> inTime = timer.limit(new CompletableFuture<>(), limit, () -> false);
            inTime.thenAccept(ended -> {
                if (!ended) {
                    close(socket);
                }
            });
            try {
                socket.connect(new InetSocketAddress(connector.address(), connector.port()));
                return exchange(connector.secure() ? secured(socket, connector) : socket, connector, path);
            } catch (IOException failure) {
                if (inTime.complete(true)) {
                    throw failure;
                }
                SocketTimeoutException late = new SocketTimeoutException("no whole answer in time");
                late.initCause(failure);
                throw late;
            } finally {
                inTime.complete(true); // also takes the timer back
            }
        }
    }

    private int exchange(Socket socket, Connector connector, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\n"
                + "Host: " + host(connector) + "\r\n"
                + "User-Agent: " + USER_AGENT + "\r\n"
                + WarmUpToken.HEADER + ": " + token.value() + "\r\n"
                + "Accept: text/html, */*;q=0.8\r\n"
                + "Connection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return new PageAnswer(new BufferedInputStream(socket.getInputStream())).readToItsEnd();
    }

    private Socket secured(Socket socket, Connector connector) throws IOException {
        SSLSocket secured = (SSLSocket) OwnCertificate.socketFactory()
                .createSocket(socket, connector.address().getHostAddress(), connector.port(), true);
        SNIHostName name = serverName(host(connector));
        if (name != null) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setServerNames(List.of(name));
            secured.setSSLParameters(parameters);
        }
        return secured;
    }

    /** Servers choose the certificate by it, and some refuse a Host header that it does not fit. */
    private static @Nullable SNIHostName serverName(String hostHeader) {
        Matcher name = DNS_NAME.matcher(hostHeader);
        return name.matches() ? new SNIHostName(name.group(1)) : null;
    }

    private String host(Connector connector) {
        return host != null ? host : "localhost:" + connector.port();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            log.debug("The connection of a late warm-up request could not be closed.", failure);
        }
    }
}
