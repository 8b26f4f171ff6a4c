package dev.startupguard.servlet;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;

/** Undertow 2.3 with the Servlet 6.0 API, and what WildFly adds to it. */
final class UndertowContainer implements TestContainer {

    @Override
    public RunningServer start(Filter filter, HttpServlet servlet) throws Exception {
        DeploymentInfo deployment = deployment("", getClass().getClassLoader(), servlet);
        deployment.addFilter(
                new FilterInfo("filter", Filter.class, new ImmediateInstanceFactory<>(filter)).setAsyncSupported(true));
        deployment.addFilterUrlMapping("filter", "/*", DispatcherType.REQUEST);
        UndertowServer server = startServer();
        server.deploy(deployment);
        return server;
    }

    @Override
    public UndertowServer startServer() {
        return UndertowServer.start();
    }

    static DeploymentInfo deployment(WebApplication application) throws Exception {
        ClassLoader classLoader = new WebApplicationClassLoader(application.folder());
        DeploymentInfo deployment = deployment(application.contextPath(), classLoader, application.servlet());
        application.parameters().forEach(deployment::addInitParameter);
        ServletContextListener listener = application.listener();
        deployment.addListener(new ListenerInfo(listener.getClass(), new ImmediateInstanceFactory<>(listener)));
        WildFlyPart.addTo(deployment, application.folder());
        return deployment;
    }

    /** It looks for its session's. */
    @Override
    public boolean failsAtCookiesBeyondAscii() {
        return true;
    }

    private static DeploymentInfo deployment(String contextPath, ClassLoader classLoader, HttpServlet servlet) {
        return Servlets.deployment()
                .setDeploymentName(contextPath)
                .setContextPath(contextPath)
                .setClassLoader(classLoader)
                .addServlet(Servlets.servlet("application", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .setAsyncSupported(true)
                        .addMappings("/", "/mapped/*"));
    }
}
