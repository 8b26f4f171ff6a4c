package dev.startupguard.servlet;

import dev.startupguard.servlet.TestContainer.ApplicationServer;
import dev.startupguard.servlet.TestContainer.Deployment;
import java.util.function.Function;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * Jetty's server, which is the same for every version of the Servlet API; speaks HTTP/1 and HTTP/2 on one port.
 *
 * @param context makes the handler of a web application, which differs
 */
record JettyServer(
        Server server, int port, ContextHandlerCollection applications, Function<WebApplication, Handler> context)
        implements ApplicationServer {

    static JettyServer start(Function<WebApplication, Handler> context) throws Exception {
        ContextHandlerCollection applications = new ContextHandlerCollection();
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(
                server, new HttpConnectionFactory(configuration), new HTTP2CServerConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(applications);
        server.start();
        return new JettyServer(server, connector.getLocalPort(), applications, context);
    }

    @Override
    public Deployment deploy(WebApplication application) throws Exception {
        return deploy(context.apply(application));
    }

    Deployment deploy(Handler handler) throws Exception {
        applications.addHandler(handler);
        applications.manage(handler); // or it would not end with the server
        handler.start();
        return () -> {
            handler.stop();
            applications.removeHandler(handler);
            handler.destroy();
        };
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
