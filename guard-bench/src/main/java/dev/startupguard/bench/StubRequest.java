package dev.startupguard.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A request that answers what the filter asks, at the price of a field: what is measured is the filter. */
final class StubRequest extends HttpServletRequestWrapper {

    private final String method;
    private final String path;

    StubRequest(String method, String path) {
        super(unexpected());
        this.method = method;
        this.path = path;
    }

    private static HttpServletRequest unexpected() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                StubRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, args) -> {
                    throw new IllegalStateException("not expected on the request path: " + called);
                });
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
