package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardConfiguration.WarmUp;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Leaves out the pages to warm up where no server will answer them: without a web application, and in tests with mock servlets.
 * The instance would wait for them for ever.
 */
final class AnswerablePages {

    private static final Logger log = LoggerFactory.getLogger(AnswerablePages.class);

    private AnswerablePages() {}

    /** The settings, without pages where nobody answers. */
    static GuardConfiguration of(GuardConfiguration settings, ApplicationContext context) {
        WarmUp warmUp = settings.warmUp();
        if (!settings.enabled() || warmUp.pages().isEmpty() || hasServer(context) || isDeployed(context)) {
            return settings;
        }
        log.info(
                "The pages {} (guard.warmup.pages) are not warmed up: this application has no web server that could answer them.",
                warmUp.pages());
        return new GuardConfiguration(
                settings.enabled(),
                settings.identity(),
                settings.autoMigration(),
                settings.schema(),
                settings.dataSource(),
                settings.databaseTimeout(),
                settings.maintenance(),
                settings.bypassSecret(),
                settings.adminToken(),
                new WarmUp(List.of(), warmUp.host(), warmUp.timeout(), warmUp.gateTraffic()),
                settings.readyInMaintenance(),
                settings.drainingStatus(),
                settings.agentCheck(),
                settings.drainDelay(),
                settings.endpoints());
    }

    private static boolean hasServer(ApplicationContext context) {
        return isPresent("org.springframework.boot.web.server.context.WebServerApplicationContext")
                && context instanceof WebServerApplicationContext;
    }

    /** As a WAR, on a server that Spring knows nothing of. */
    private static boolean isDeployed(ApplicationContext context) {
        if (!isPresent("org.springframework.web.context.WebApplicationContext")
                || !isPresent("jakarta.servlet.ServletContext")
                || !(context instanceof WebApplicationContext web)) {
            return false;
        }
        ServletContext container = web.getServletContext();
        return container != null && !isMock(container.getClass());
    }

    /** By name, since Spring's mocks are there in tests alone; Spring Boot's extends them. */
    private static boolean isMock(Class<?> container) {
        for (Class<?> each = container; each != null; each = each.getSuperclass()) {
            if (each.getName().equals("org.springframework.mock.web.MockServletContext")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, AnswerablePages.class.getClassLoader());
    }
}
