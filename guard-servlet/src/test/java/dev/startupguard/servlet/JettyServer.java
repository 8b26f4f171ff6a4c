package dev.startupguard.servlet;

import dev.startupguard.servlet.TestContainer.RunningServer;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty's server, which is the same for every version of the Servlet API; speaks HTTP/1 and HTTP/2 on one port. */
record JettyServer(Server server, int port) implements RunningServer {

    static JettyServer start(Handler handler) throws Exception {
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(
                server, new HttpConnectionFactory(configuration), new HTTP2CServerConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return new JettyServer(server, connector.getLocalPort());
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
