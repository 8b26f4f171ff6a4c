package dev.startupguard.servlet;

import dev.startupguard.StartupGuard;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from the first request where this server listens, since the Servlet API tells an application nothing about connectors.
 * Only facts of the socket count: a proxy's headers, which containers may be told to believe, could point the warm-up elsewhere.
 */
final class ServerAddress {

    private static final String TLS = "jakarta.servlet.request.cipher_suite";
    private static final Logger log = LoggerFactory.getLogger(ServerAddress.class);

    private final StartupGuard guard;
    private final AtomicBoolean isKnown = new AtomicBoolean();
    private volatile @Nullable String unusable;

    ServerAddress(StartupGuard guard) {
        this.guard = guard;
    }

    void learnFrom(HttpServletRequest request) {
        if (isKnown.get()) {
            return;
        }
        String address = request.getLocalAddr();
        int port = request.getLocalPort();
        // A Unix domain socket has neither.
        if (address != null && !address.isEmpty() && port > 0 && !address.equals(unusable)) {
            // Not the request's context path, whose spelling a client may choose.
            String contextPath = request.getServletContext().getContextPath();
            learn(address, port, request.getAttribute(TLS) != null, contextPath);
        }
    }

    private void learn(String address, int port, boolean secure, String contextPath) {
        if (!isKnown.compareAndSet(false, true)) {
            return;
        }
        try {
            guard.serverListening(address, port, secure, contextPath);
        } catch (IllegalArgumentException e) {
            // The PROXY protocol, for one, makes containers show the proxy's address as their own.
            log.warn(
                    "The warm-up cannot ask for pages through the connector of this request; it waits for another. {}",
                    e.getMessage());
            unusable = address;
            isKnown.set(false);
        }
    }
}
