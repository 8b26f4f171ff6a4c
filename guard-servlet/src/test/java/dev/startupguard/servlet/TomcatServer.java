package dev.startupguard.servlet;

import dev.startupguard.servlet.TestContainer.ApplicationServer;
import dev.startupguard.servlet.TestContainer.Deployment;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.ContainerBase;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** A started Tomcat. */
record TomcatServer(Tomcat tomcat) implements ApplicationServer {

    @Override
    public Deployment deploy(WebApplication application) throws LifecycleException {
        ContainerBase host = (ContainerBase) tomcat.getHost();
        host.setStartChildren(false); // only once it has what follows
        Context context =
                tomcat.addWebapp(application.contextPath(), application.folder().toString());
        // Not the tests' own class path, which takes seconds; the application's jars are found all the same.
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        context.setContainerSciFilter("org\\.eclipse\\.jetty\\..*"); // on the tests' class path, not on a real Tomcat's
        application.parameters().forEach(context::addParameter);
        // As web.xml would do it: before the container calls the initializers, which may add listeners themselves.
        context.addServletContainerInitializer(
                (Set<Class<?>> classes, ServletContext c) -> c.addListener(application.listener()), null);
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                addServlet(context, application.servlet());
            }
        });
        context.start();
        if (context.getState() != LifecycleState.STARTED) {
            throw new LifecycleException("The application did not start");
        }
        return () -> host.removeChild(context); // which stops and destroys it
    }

    static void addServlet(Context context, HttpServlet servlet) {
        Wrapper wrapper = Tomcat.addServlet(context, "application", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setOverridable(true);
        context.addServletMappingDecoded("/", "application");
        context.addServletMappingDecoded("/mapped/*", "application");
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException {
        tomcat.stop(); // or its JNDI would be in the way of the next Tomcat's
        tomcat.destroy();
    }
}
