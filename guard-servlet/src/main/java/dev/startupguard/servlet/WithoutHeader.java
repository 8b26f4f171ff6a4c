package dev.startupguard.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that hides one header, also in what follows when it goes async. */
final class WithoutHeader extends HttpServletRequestWrapper {

    private final String hidden;
    private final ServletResponse response;

    /** @param response what comes with the request, to go async with */
    WithoutHeader(HttpServletRequest request, ServletResponse response, String hidden) {
        super(request);
        this.response = response;
        this.hidden = hidden;
    }

    /** What goes with it. */
    ServletResponse response() {
        return response;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isHidden);
        return Collections.enumeration(names);
    }

    @Override
    public long getDateHeader(String name) {
        return isHidden(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public int getIntHeader(String name) {
        return isHidden(name) ? -1 : super.getIntHeader(name);
    }

    /** Without arguments a container goes on with the request that it made itself, which has the header. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    private boolean isHidden(String name) {
        return hidden.equalsIgnoreCase(name);
    }
}
