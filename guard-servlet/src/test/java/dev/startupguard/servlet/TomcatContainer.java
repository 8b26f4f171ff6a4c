package dev.startupguard.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

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
        TomcatServer.addServlet(context, servlet);
        tomcat.start();
        return new TomcatServer(tomcat);
    }

    @Override
    public TomcatServer startServer() throws Exception {
        Tomcat tomcat = tomcat();
        tomcat.enableNaming(); // as it is where Tomcat is not embedded
        tomcat.start();
        return new TomcatServer(tomcat);
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
}
