package dev.startupguard.servlet;

import dev.startupguard.servlet.TestContainer.ApplicationServer;
import dev.startupguard.servlet.TestContainer.Deployment;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A web application on a server, until it is closed; the server goes on. */
record DeployedApplication(int port, String contextPath, Deployment deployment) implements AutoCloseable {

    private static final int PATIENCE = 10_000;

    /** @param onStart called as a listener of web.xml would be */
    static DeployedApplication deploy(
            ApplicationServer server,
            Path folder,
            String contextPath,
            Map<String, String> parameters,
            Consumer<ServletContext> onStart)
            throws Exception {
        ServletContextListener listener = new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                onStart.accept(event.getServletContext());
            }
        };
        Deployment deployment =
                server.deploy(new WebApplication(folder, contextPath, parameters, listener, new ApplicationServlet()));
        return new DeployedApplication(server.port(), contextPath, deployment);
    }

    /** On a connection of its own: Jetty keeps an application for as long as the last connection to it is open. */
    RawHttp get(String path) throws IOException {
        return RawHttp.exchange(port, "GET " + contextPath + path + " HTTP/1.0\r\nHost: x\r\n\r\n", PATIENCE);
    }

    @Override
    public void close() {
        try {
            deployment.undeploy();
        } catch (Exception e) {
            throw new IllegalStateException("The application was not undeployed", e);
        }
    }
}
