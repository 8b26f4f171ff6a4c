package dev.startupguard.bench;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.servlet.GuardFilter;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;

/**
 * One Jetty with four paths for {@code load.sh}: {@code /closed/} and {@code /open/guard/ready} are answered by the guard,
 * {@code /bare-closed/} and {@code /bare-ready/} by a bare servlet that writes the same status, headers and bytes.
 */
public final class LoadServer {

    private LoadServer() {}

    public static void main(String[] args) throws Exception {
        StartupGuard closed = guard("on");
        StartupGuard open = guard("off");
        while (open.status().phase() != Phase.SERVING) {
            Thread.onSpinWait();
        }
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        contexts.addHandler(guarded("/closed", closed));
        contexts.addHandler(guarded("/open", open));
        server.setHandler(contexts);
        server.start();
        String base = "http://127.0.0.1:" + connector.getLocalPort();
        contexts.deployHandler(bare("/bare-closed", recorded(base + "/closed/", "text/html")), Callback.NOOP);
        contexts.deployHandler(bare("/bare-ready", recorded(base + "/open/guard/ready", "*/*")), Callback.NOOP);
        System.out.println(base);
        server.join();
    }

    private static StartupGuard guard(String mode) {
        StartupGuard guard = StartupGuard.builder()
                .configuration(GuardConfiguration.of(Settings.of(new PropertySettings(
                        "benchmark",
                        Map.of("guard.schema.locations", "classpath:no/migrations", "guard.maintenance.mode", mode)))))
                .build();
        guard.start();
        return guard;
    }

    private static ServletContextHandler guarded(String path, StartupGuard guard) {
        ServletContextHandler context = new ServletContextHandler(path);
        context.addFilter(new FilterHolder(new GuardFilter(guard)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;
                }),
                "/*");
        return context;
    }

    private static HttpResponse<byte[]> recorded(String url, String accept) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Accept", accept)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static ServletContextHandler bare(String path, HttpResponse<byte[]> answer) {
        ServletContextHandler context = new ServletContextHandler(path);
        context.addServlet(new ServletHolder(new Replay(answer)), "/*");
        return context;
    }

    /** Writes what was recorded. */
    private static final class Replay extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient HttpResponse<byte[]> answer;
        private final String[][] headers;

        Replay(HttpResponse<byte[]> answer) {
            this.answer = answer;
            this.headers = answer.headers().map().entrySet().stream()
                    .filter(each -> !each.getKey().matches("(?i)date|server|connection|content-length"))
                    .flatMap(each -> each.getValue().stream().map(value -> new String[] {each.getKey(), value}))
                    .toArray(String[][]::new);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(answer.statusCode());
            for (String[] header : headers) {
                response.setHeader(header[0], header[1]);
            }
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }
}
