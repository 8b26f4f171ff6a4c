package dev.startupguard.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat 10.1 or 11, whichever is on the class path. */
final class TomcatContainer implements TestContainer {

    @Override
    public RunningServer start(Filter filter, HttpServlet servlet) throws Exception {
        Tomcat tomcat = tomcat();
        Context context =
                tomcat.addContext("", tomcat.getServer().getCatalinaBase().getPath());
        FilterDef definition = new FilterDef();
        definition.setFilterName("filter");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("filter");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        addServlet(context, servlet);
        return started(tomcat, context);
    }

    @Override
    public RunningServer startWebApplication(
            Path folder,
            String contextPath,
            Map<String, String> parameters,
            ServletContextListener listener,
            HttpServlet servlet)
            throws Exception {
        Tomcat tomcat = tomcat();
        tomcat.enableNaming(); // as it is where Tomcat is not embedded
        Context context = tomcat.addWebapp(contextPath, folder.toString());
        // Not the tests' own class path, which takes seconds; the application's jars are found all the same.
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        parameters.forEach(context::addParameter);
        // As web.xml would do it: before the container calls the initializers, which may add listeners themselves.
        context.addServletContainerInitializer(
                (Set<Class<?>> classes, jakarta.servlet.ServletContext c) -> c.addListener(listener), null);
        context.addLifecycleListener(event -> {
            if (event.getType().equals(org.apache.catalina.Lifecycle.CONFIGURE_START_EVENT)) {
                addServlet(context, servlet);
            }
        });
        return started(tomcat, context);
    }

    private static Tomcat tomcat() throws IOException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        return tomcat;
    }

    private static void addServlet(Context context, HttpServlet servlet) {
        Wrapper wrapper = Tomcat.addServlet(context, "application", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setOverridable(true);
        context.addServletMappingDecoded("/", "application");
        context.addServletMappingDecoded("/mapped/*", "application");
    }

    private static RunningServer started(Tomcat tomcat, Context context) throws LifecycleException {
        try {
            tomcat.start();
            if (context.getState() != LifecycleState.STARTED) {
                throw new LifecycleException("The application did not start");
            }
        } catch (LifecycleException e) {
            tomcat.stop(); // or its JNDI would be in the way of the next Tomcat's
            tomcat.destroy();
            throw e;
        }
        int port = tomcat.getConnector().getLocalPort();
        return new RunningServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void stop() throws LifecycleException {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }
}
