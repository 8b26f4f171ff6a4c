package dev.startupguard.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A web application in a server of its own, until it is closed. */
final class DeployedApplication implements AutoCloseable {

    private final TestContainer.RunningServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private DeployedApplication(TestContainer.RunningServer server) {
        this.server = server;
    }

    /** @param onStart called as a listener of web.xml would be */
    static DeployedApplication start(
            TestContainer container, Path folder, Map<String, String> parameters, Consumer<ServletContext> onStart)
            throws Exception {
        ServletContextListener listener = new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                onStart.accept(event.getServletContext());
            }
        };
        return new DeployedApplication(
                container.startWebApplication(folder, "", parameters, listener, new ApplicationServlet()));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not stop", e);
        }
    }
}
