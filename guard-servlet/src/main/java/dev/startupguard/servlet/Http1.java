package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What is for HTTP/1.0 and HTTP/1.1 alone. */
final class Http1 {

    private Http1() {}

    /** Asks for the connection to be closed after the response; HTTP/2 knows no such header (RFC 9113 §8.2.2). */
    static void closeConnection(HttpServletRequest request, HttpServletResponse response) {
        if (request.getProtocol().startsWith("HTTP/1.")) {
            response.setHeader("Connection", "close");
        }
    }

    /** What is left of a request body must not be taken for the next request (RFC 9112 §9.3). */
    static void closeIfBodyIsUnread(HttpServletRequest request, HttpServletResponse response) {
        if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
            closeConnection(request, response);
        }
    }
}
