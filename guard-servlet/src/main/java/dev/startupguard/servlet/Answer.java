package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers of the guard's endpoints: small, never stored, never redirected, without a session. */
final class Answer {

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";
    private static final String PROBLEM = "application/problem+json";

    private Answer() {}

    static void json(HttpServletRequest request, HttpServletResponse response, int status, byte[] json)
            throws IOException {
        send(request, response, status, JSON, json);
    }

    static void html(HttpServletRequest request, HttpServletResponse response, int status, byte[] html)
            throws IOException {
        send(request, response, status, "text/html;charset=utf-8", html);
    }

    /** Sends the browser elsewhere with a GET (RFC 9110 §15.4.4). */
    static void seeOther(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
        response.setHeader("Cache-Control", "no-store");
        body(request, response, new byte[0]);
    }

    /** An RFC 9457 problem without a type of its own: the status and the detail say it all. */
    static void problem(
            HttpServletRequest request, HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        byte[] json = new JsonWriter()
                .field("title", title)
                .field("status", status)
                .field("detail", detail)
                .toBytes();
        Http1.closeIfBodyIsUnread(request, response); // a refusal may come before the body was read
        send(request, response, status, PROBLEM, json);
    }

    static void methodNotAllowed(HttpServletRequest request, HttpServletResponse response, String allowed)
            throws IOException {
        response.setHeader("Allow", allowed);
        problem(request, response, 405, "Method Not Allowed", "Expected one of " + allowed + ".");
    }

    static void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problem(request, response, 404, "Not Found", "There is nothing here.");
    }

    /** Completes the response; HEAD gets the length alone. */
    static void body(HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        if (body.length > 0 && !request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, int status, String contentType, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(contentType);
        body(request, response, body);
    }
}
