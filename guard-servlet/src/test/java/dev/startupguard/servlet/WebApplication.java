package dev.startupguard.servlet;

import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.Map;

/**
 * A web application as unpacked from a WAR: its {@code WEB-INF} and its initializers are found by the container.
 *
 * @param contextPath empty for the root
 * @param listener added to it, as one from its own web.xml would be
 * @param servlet mapped to {@code /} and {@code /mapped/*}
 */
record WebApplication(
        Path folder,
        String contextPath,
        Map<String, String> parameters,
        ServletContextListener listener,
        HttpServlet servlet) {}
