package dev.startupguard.servlet;

import dev.startupguard.StartupGuard;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Starts the guard with the web application and closes it with it. Containers call it after the application's own listeners at
 * the start, and before them at the end, so the DataSource that they set is there.
 */
final class GuardLifecycle implements ServletContextListener, ServletContextAttributeListener {

    private final StartupGuard guard;
    private final ContextDataSource dataSource;
    private volatile boolean isStarted;

    GuardLifecycle(StartupGuard guard, ContextDataSource dataSource) {
        this.guard = guard;
        this.dataSource = dataSource;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        guard.start();
        isStarted = true;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        guard.close();
    }

    @Override
    public void attributeAdded(ServletContextAttributeEvent event) {
        checkIfDataSource(event);
    }

    @Override
    public void attributeReplaced(ServletContextAttributeEvent event) {
        checkIfDataSource(event);
    }

    /**
     * Not to wait for the next interval where the application sets its DataSource late. Before the start nothing is looked at:
     * the application's listeners may have set only the first of several.
     */
    private void checkIfDataSource(ServletContextAttributeEvent event) {
        if (!isStarted) {
            return;
        }
        Object value = event.getServletContext().getAttribute(event.getName());
        if (value instanceof javax.sql.DataSource && dataSource.mayBe(event.getName())) {
            guard.checkSchema();
        }
    }
}
