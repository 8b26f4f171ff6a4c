package dev.startupguard.servlet;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** Undertow 2.3 with the Servlet 6.0 API; the part of WildFly that finds initializers in the application's jars is played here. */
final class UndertowContainer implements TestContainer {

    @Override
    public RunningServer start(Filter filter, HttpServlet servlet) throws Exception {
        DeploymentInfo deployment = deployment("", getClass().getClassLoader(), servlet);
        deployment.addFilter(
                new FilterInfo("filter", Filter.class, new ImmediateInstanceFactory<>(filter)).setAsyncSupported(true));
        deployment.addFilterUrlMapping("filter", "/*", DispatcherType.REQUEST);
        return started(deployment);
    }

    @Override
    public RunningServer startWebApplication(
            Path folder,
            String contextPath,
            Map<String, String> parameters,
            ServletContextListener listener,
            HttpServlet servlet)
            throws Exception {
        ClassLoader classLoader = new WebApplicationClassLoader(folder);
        DeploymentInfo deployment = deployment(contextPath, classLoader, servlet);
        parameters.forEach(deployment::addInitParameter);
        deployment.addListener(new ListenerInfo(listener.getClass(), new ImmediateInstanceFactory<>(listener)));
        for (ServletContainerInitializer each : ServiceLoader.load(ServletContainerInitializer.class, classLoader)) {
            deployment.addServletContainerInitializer(new ServletContainerInitializerInfo(
                    each.getClass(), new ImmediateInstanceFactory<>(each), Set.of()));
        }
        return started(deployment);
    }

    /** It looks for its session's. */
    @Override
    public boolean failsAtCookiesBeyondAscii() {
        return true;
    }

    private static DeploymentInfo deployment(String contextPath, ClassLoader classLoader, HttpServlet servlet) {
        return Servlets.deployment()
                .setDeploymentName("application")
                .setContextPath(contextPath)
                .setClassLoader(classLoader)
                .addServlet(Servlets.servlet("application", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .setAsyncSupported(true)
                        .addMappings("/", "/mapped/*"));
    }

    private static RunningServer started(DeploymentInfo deployment) throws ServletException {
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        PathHandler root = Handlers.path();
        String contextPath = deployment.getContextPath();
        root.addPrefixPath(contextPath.isEmpty() ? "/" : contextPath, manager.start());
        Undertow server = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .addHttpListener(0, "127.0.0.1", root)
                .setIoThreads(2)
                .setWorkerThreads(16)
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return new RunningServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void stop() throws ServletException {
                manager.stop();
                manager.undeploy();
                server.stop();
            }
        };
    }
}
