package dev.startupguard.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where this instance's own server listens. The address is always one of this machine: the token goes to no other, and only
 * therefore any certificate is accepted there.
 */
record Connector(InetAddress address, int port, boolean secure) {
    Connector {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The server's port is given as " + port
                    + ". Expected 1 to 65535; give the port that it listens on, known once it is up.");
        }
    }

    /** @param host the address that the server is bound to; null, empty or a wildcard is reached by loopback */
    static Connector of(@Nullable String host, int port, boolean secure) {
        if (host == null || host.isBlank()) {
            return new Connector(InetAddress.getLoopbackAddress(), port, secure);
        }
        try {
            InetAddress bound = InetAddress.getByName(host);
            if (bound.isAnyLocalAddress()) {
                return new Connector(InetAddress.getLoopbackAddress(), port, secure);
            }
            // What is sent to an address of its own does not leave the machine either.
            if (bound.isLoopbackAddress() || NetworkInterface.getByInetAddress(bound) != null) {
                return new Connector(bound, port, secure);
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(notThisMachine(host), unknown);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The network interfaces of this machine cannot be read, so " + host
                            + " cannot be checked. Expected them to be readable; bind the server to loopback or to every address.",
                    unreadable);
        }
        throw new IllegalArgumentException(notThisMachine(host));
    }

    private static String notThisMachine(String host) {
        return "The server's address is given as " + host
                + ", which is no address of this machine. Expected the one that this"
                + " instance's own server is bound to, since warm-up sends its token there; give that one.";
    }

    @Override
    public String toString() {
        return (secure ? "https" : "http") + " port " + port + " of " + address.getHostAddress();
    }
}
