package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What an EventSource gets while the door is closed: an event stream without an event, which says when to come back, and ends. A
 * browser ends an EventSource for good at any other status than 200 (HTML standard, "server-sent events"), so the page that is open
 * would stay dead after the maintenance.
 */
final class ClosedStream {

    static final String TYPE = "text/event-stream";

    private ClosedStream() {}

    /** A browser's EventSource sends this type and no other; whoever accepts something else as well can read a 503. */
    static boolean isAskedFor(HttpServletRequest request) {
        return TYPE.equals(request.getHeader("Accept")) && request.getMethod().equals("GET");
    }

    static void send(HttpServletRequest request, HttpServletResponse response, ClosedKind kind, long retrySeconds)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(TYPE);
        String stream = ": " + kind.label() + "\nretry: " + retrySeconds * 1000 + "\n\n";
        Answer.body(request, response, stream.getBytes(StandardCharsets.US_ASCII));
    }
}
