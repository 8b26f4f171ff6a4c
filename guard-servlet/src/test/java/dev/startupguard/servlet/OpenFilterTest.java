package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.servlet.HandlerRule.Effect;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an open guard costs a request. */
class OpenFilterTest {

    private static final int REQUESTS = 20_000;

    private final FilterChain nothing = (request, response) -> {};

    @ParameterizedTest
    @CsvSource({
        "GET, /conferences, ",
        "POST, /register, ",
        "GET, '', /conferences/12",
        "PUT, /api, /orders/1",
        "GET, /guard/livex, "
    })
    void allocatesNothingPerRequest(String method, String servletPath, String pathInfo) throws Exception {
        HttpServletRequest request = new Request(method, servletPath, pathInfo);
        try (StartupGuard guard = serving()) {
            assertAllocatesNothing(new GuardFilter(guard), request);
            ExemptPaths actuator = new ExemptPaths(List.of("/actuator/*", "/api/orders", "/livez"));
            assertAllocatesNothing(new GuardFilter(guard, actuator), request);
        }
        try (StartupGuard guard = serving("guard.maintenance.read-only.deny", "/logout,/unsubscribe/*,/api/x")) {
            assertAllocatesNothing(new GuardFilter(guard), new RequestWithUri(method, servletPath, pathInfo));
        }
        try (StartupGuard guard = serving()) {
            GuardFilter filter = new GuardFilter(guard);
            filter.handlers(
                    List.of(
                            new HandlerRule("a", 0, Set.of("GET"), "/{list}/{id}/leave", false, Effect.WRITES),
                            new HandlerRule("b", 0, Set.of("GET", "PUT"), "/conferences/12", false, Effect.READS),
                            new HandlerRule("c", 0, Set.of("POST"), "/{all}", false, Effect.READS),
                            new HandlerRule("d", 0, Set.of("POST"), "/{all}/{id}", false, Effect.BY_METHOD)),
                    Set.of("dispatcher"));
            assertAllocatesNothing(filter, new RequestWithUri(method, servletPath, pathInfo));
        }
    }

    private void assertAllocatesNothing(GuardFilter filter, HttpServletRequest request) throws Exception {
        HttpServletResponse response = new HttpServletResponseWrapper(unused(HttpServletResponse.class));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        run(filter, request, response);

        long before = threads.getThreadAllocatedBytes(thread);
        run(filter, request, response);
        long perRequest = (threads.getThreadAllocatedBytes(thread) - before) / REQUESTS;
        assertThat(perRequest).isZero();
    }

    @Test
    void otherDispatchesPassUncounted() throws Exception {
        try (StartupGuard guard = serving()) {
            guard.maintenance().set(dev.startupguard.maintenance.MaintenanceMode.ON, null, null, null);
            GuardFilter filter = new GuardFilter(guard);
            for (DispatcherType type : DispatcherType.values()) {
                if (type != DispatcherType.REQUEST) {
                    int[] passed = {0};
                    Request request = new Request("POST", "/page", null) {
                        @Override
                        public DispatcherType getDispatcherType() {
                            return type;
                        }
                    };
                    filter.doFilter(
                            request,
                            new HttpServletResponseWrapper(unused(HttpServletResponse.class)),
                            (a, b) -> passed[0]++);
                    assertThat(passed[0]).as(type.name()).isEqualTo(1);
                }
            }
        }
    }

    private void run(GuardFilter filter, HttpServletRequest request, HttpServletResponse response) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            filter.doFilter(request, response, nothing);
        }
    }

    private static StartupGuard serving() {
        return serving("guard.endpoints.aliases", "/livez=live,/_ah/warmup=warmup");
    }

    private static StartupGuard serving(String key, String value) {
        StartupGuard guard = StartupGuard.builder()
                .configuration(GuardConfiguration.of(
                        Settings.of(new PropertySettings("test", Map.of("guard.schema.locations", "", key, value)))))
                .build();
        guard.start();
        await().until(() -> guard.status().phase() == Phase.SERVING);
        return guard;
    }

    private static <T> T unused(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    /** As much of a request as an open filter may look at; everything else throws. */
    private static class Request extends HttpServletRequestWrapper {

        private final String method;
        private final String servletPath;
        private final String pathInfo;

        Request(String method, String servletPath, String pathInfo) {
            super(unused(HttpServletRequest.class));
            this.method = method;
            this.servletPath = servletPath;
            this.pathInfo = pathInfo;
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
        public String getServletPath() {
            return servletPath;
        }

        @Override
        public String getPathInfo() {
            return pathInfo;
        }

        @Override
        public boolean isAsyncStarted() {
            return false;
        }
    }

    /** What paths that write, or only read, have to look at besides. */
    private static final class RequestWithUri extends Request {

        private static final HttpServletMapping MAPPING = WritingRequest.mapping("dispatcher");

        private final String uri;

        RequestWithUri(String method, String servletPath, String pathInfo) {
            super(method, servletPath, pathInfo);
            uri = "/ctx" + servletPath + (pathInfo == null ? "" : pathInfo);
        }

        @Override
        public String getRequestURI() {
            return uri;
        }

        @Override
        public String getContextPath() {
            return "/ctx";
        }

        @Override
        public HttpServletMapping getHttpServletMapping() {
            return MAPPING;
        }
    }
}
