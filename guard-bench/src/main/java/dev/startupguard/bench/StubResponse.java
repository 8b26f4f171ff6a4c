package dev.startupguard.bench;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;

/** A response that nothing is expected to be done with. */
final class StubResponse extends HttpServletResponseWrapper {

    StubResponse() {
        super((HttpServletResponse) Proxy.newProxyInstance(
                StubResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, args) -> {
                    throw new IllegalStateException("not expected on the request path: " + called);
                }));
    }
}
