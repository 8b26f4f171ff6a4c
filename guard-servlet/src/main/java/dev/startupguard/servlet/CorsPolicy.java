package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may read the closed response (Fetch standard, "CORS protocol"). Without it a browser shows such a page
 * status 0, as if the network were down. Immutable.
 */
final class CorsPolicy {

    private static final String ANY = "*";
    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";
    private static final String REQUESTED_HEADERS = "Access-Control-Request-Headers";

    private final Set<String> origins;

    CorsPolicy(List<String> allowedOrigins) {
        this.origins = Set.copyOf(allowedOrigins);
    }

    /** Lets the page that asked read the status and the headers that tell when to come back, if its origin is allowed. */
    void expose(HttpServletRequest request, HttpServletResponse response) {
        if (allow(request, response)) {
            response.setHeader("Access-Control-Expose-Headers", "Retry-After, " + ClosedResponse.KIND_HEADER);
        }
    }

    /**
     * Answers the question that a browser asks before the real request, so that the real one comes and gets the real refusal; a 503
     * here would hide it. Not to be remembered, since the application answers it when the door opens.
     *
     * @return false if it is no such question, or its origin is not allowed
     */
    boolean answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        String method = request.getHeader(REQUESTED_METHOD);
        if (method == null || !request.getMethod().equals("OPTIONS") || !allow(request, response)) {
            return false;
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", method);
        String headers = request.getHeader(REQUESTED_HEADERS);
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        response.setHeader("Access-Control-Max-Age", "0");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Origin, " + REQUESTED_METHOD + ", " + REQUESTED_HEADERS);
        Http1.closeIfBodyIsUnread(request, response);
        return true;
    }

    private boolean allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        String allowed = origin == null ? null : allowed(origin);
        if (allowed == null) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", allowed);
        if (!allowed.equals(ANY)) { // with it, credentials are refused by the standard
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        return true;
    }

    private @Nullable String allowed(String origin) {
        if (origins.contains(origin)) {
            return origin;
        }
        return origins.contains(ANY) ? ANY : null;
    }
}
