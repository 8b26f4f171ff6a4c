package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;

/** A response that no cache keeps, whatever the application says about it: others must not see what a tester saw. */
final class PrivateResponse extends HttpServletResponseWrapper {

    PrivateResponse(HttpServletResponse response) {
        super(response);
        forbidCaching();
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isForCaches(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isForCaches(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isForCaches(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isForCaches(name)) {
            super.addDateHeader(name, date);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (!isForCaches(name)) {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (!isForCaches(name)) {
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void reset() {
        super.reset();
        forbidCaching();
    }

    private void forbidCaching() {
        super.setHeader("Cache-Control", "private, no-store");
    }

    /** Also those of proxies: CDN-Cache-Control (RFC 9213) and its like, Surrogate-Control. */
    private static boolean isForCaches(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("cache-control") || lower.equals("expires") || lower.equals("surrogate-control");
    }
}
