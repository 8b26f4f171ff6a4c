package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** As much of a request as may be looked at to tell whether it writes; everything else throws. */
final class WritingRequest {

    private WritingRequest() {}

    static HttpServletRequest of(
            String method, String context, String sent, String servletPath, @Nullable String pathInfo) {
        return of("dispatcher", method, context, sent, servletPath, pathInfo);
    }

    static HttpServletRequest of(
            @Nullable String servlet,
            String method,
            String context,
            String sent,
            String servletPath,
            @Nullable String pathInfo) {
        return stub(HttpServletRequest.class, asked -> switch (asked) {
            case "getMethod" -> method;
            case "getContextPath" -> context;
            case "getRequestURI" -> context + sent;
            case "getServletPath" -> servletPath;
            case "getPathInfo" -> pathInfo;
            case "getHttpServletMapping" -> mapping(servlet);
            default -> throw new UnsupportedOperationException(asked);
        });
    }

    static HttpServletMapping mapping(@Nullable String servlet) {
        return stub(HttpServletMapping.class, asked -> servlet);
    }

    private static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName())));
    }

    /** By the name of the method. */
    private interface Answers {
        @Nullable
        Object to(String method);
    }
}
