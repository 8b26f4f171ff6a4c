package dev.startupguard.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;

/** A real servlet container of one make, on a free port of the loopback address. */
interface TestContainer {

    /** An application of one filter, mapped to everything, and one servlet, mapped to {@code /} and {@code /mapped/*}. */
    RunningServer start(Filter filter, HttpServlet servlet) throws Exception;

    /** A server without an application. */
    ApplicationServer startServer() throws Exception;

    /** A server of this one application. */
    default RunningServer startWebApplication(WebApplication application) throws Exception {
        ApplicationServer server = startServer();
        try {
            server.deploy(application);
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return server;
    }

    /** Whether it answers a cookie with an octet beyond ASCII with 500 by itself, before it calls any filter. */
    default boolean failsAtCookiesBeyondAscii() {
        return false;
    }

    /** A started server. */
    interface RunningServer {

        int port();

        void stop() throws Exception;
    }

    /** A started server that takes applications while it runs. */
    interface ApplicationServer extends RunningServer {

        /** @throws Exception if the application did not start */
        Deployment deploy(WebApplication application) throws Exception;
    }

    /** An application on a server that goes on without it. */
    interface Deployment {

        void undeploy() throws Exception;
    }
}
