package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;
import dev.startupguard.bypass.BypassTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;

/**
 * Recognises testers by the token that they carry, as a cookie or as a header. Asked only about requests that are refused otherwise,
 * so an open door pays nothing for it.
 */
final class Bypass {

    /** The prefix has browsers refuse it from a sub-domain, over plain HTTP, or for a part of the site (RFC 6265bis §4.1.3.2). */
    static final String COOKIE = "__Host-startup-guard-bypass";

    static final String HEADER = "Startup-Guard-Bypass";

    private static final int MOST = 4;

    private final BypassTokens tokens;

    Bypass(BypassTokens tokens) {
        this.tokens = tokens;
    }

    /** What a token is for: one deployment in one state of maintenance; the next change of that state ends it. */
    static String closure(GuardStatus status) {
        return String.join(
                "\n",
                status.identity().deployment(),
                status.maintenance().source(),
                Long.toString(status.maintenance().state().epoch()));
    }

    boolean admits(HttpServletRequest request, GuardStatus status) {
        if (!status.admitsBypass()) {
            return false;
        }
        String header = request.getHeader(HEADER);
        return header != null && tokens.isValid(header, closure(status)) || hasValidCookie(request, status);
    }

    /** Read from the raw header: containers differ in what they make of a malformed one. */
    private boolean hasValidCookie(HttpServletRequest request, GuardStatus status) {
        int tried = 0;
        Enumeration<String> headers = request.getHeaders("Cookie");
        while (headers.hasMoreElements()) {
            for (String cookie : headers.nextElement().split(";")) {
                String text = cookie.strip();
                if (text.startsWith(COOKIE + "=")) {
                    // A client may have several of this name; a limit, since each costs a signature.
                    if (++tried > MOST) {
                        return false;
                    }
                    if (tokens.isValid(text.substring(COOKIE.length() + 1), closure(status))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
