package dev.startupguard.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.Map;

/** A real servlet container of one make, on a free port of the loopback address. */
interface TestContainer {

    /** An application of one filter, mapped to everything, and one servlet, mapped to {@code /} and {@code /mapped/*}. */
    RunningServer start(Filter filter, HttpServlet servlet) throws Exception;

    /**
     * A web application as unpacked from a WAR: its {@code WEB-INF} and its initializers are found by the container.
     *
     * @param contextPath empty for the root
     * @param listener added to it, as one from its own web.xml would be
     */
    RunningServer startWebApplication(
            Path folder,
            String contextPath,
            Map<String, String> parameters,
            ServletContextListener listener,
            HttpServlet servlet)
            throws Exception;

    /** Whether it answers a cookie with an octet beyond ASCII with 500 by itself, before it calls any filter. */
    default boolean failsAtCookiesBeyondAscii() {
        return false;
    }

    /** A started server. */
    interface RunningServer {

        int port();

        void stop() throws Exception;
    }
}
