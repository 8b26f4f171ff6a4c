package dev.startupguard.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Handler;

/** Jetty 12.1 with the Servlet 6.1 API. */
final class JettyEe11Container implements TestContainer {

    @Override
    public RunningServer start(Filter filter, HttpServlet servlet) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        addServlet(context, servlet);
        JettyServer server = startServer();
        server.deploy(context);
        return server;
    }

    @Override
    public JettyServer startServer() throws Exception {
        return JettyServer.start(JettyEe11Container::context);
    }

    private static Handler context(WebApplication application) {
        String contextPath = application.contextPath();
        WebAppContext context =
                new WebAppContext(application.folder().toUri().toString(), contextPath.isEmpty() ? "/" : contextPath);
        context.addConfiguration(new AnnotationConfiguration());
        // Those of the other containers on the tests' class path; a real Jetty has none of them.
        context.setAttribute(
                AnnotationConfiguration.SERVLET_CONTAINER_INITIALIZER_EXCLUSION_PATTERN, "org\\.apache\\.tomcat\\..*");
        context.setThrowUnavailableOnStartupException(true);
        application.parameters().forEach(context::setInitParameter);
        context.addEventListener(application.listener());
        addServlet(context, application.servlet());
        return context;
    }

    private static void addServlet(ServletContextHandler context, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/");
        context.addServlet(holder, "/mapped/*");
    }
}
