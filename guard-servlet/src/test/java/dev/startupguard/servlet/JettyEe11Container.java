package dev.startupguard.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.WebAppContext;

/** Jetty 12.1 with the Servlet 6.1 API. */
final class JettyEe11Container implements TestContainer {

    @Override
    public RunningServer start(Filter filter, HttpServlet servlet) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        addServlet(context, servlet);
        return JettyServer.start(context);
    }

    @Override
    public RunningServer startWebApplication(
            Path folder,
            String contextPath,
            Map<String, String> parameters,
            ServletContextListener listener,
            HttpServlet servlet)
            throws Exception {
        WebAppContext context = new WebAppContext(folder.toUri().toString(), contextPath.isEmpty() ? "/" : contextPath);
        context.addConfiguration(new AnnotationConfiguration());
        context.setThrowUnavailableOnStartupException(true);
        parameters.forEach(context::setInitParameter);
        context.addEventListener(listener);
        addServlet(context, servlet);
        return JettyServer.start(context);
    }

    private static void addServlet(ServletContextHandler context, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/");
        context.addServlet(holder, "/mapped/*");
    }
}
