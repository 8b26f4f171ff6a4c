package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;

/**
 * Has Tomcat ask the guard's filter at the guard's endpoints where the application has no servlet for all paths, as with {@code
 * spring.mvc.servlet.path}: a path without a servlet is answered with 404 there before any filter. Finds nothing itself.
 */
final class EndpointServlet extends HttpServlet {

    static final String NAME = "startupGuardEndpoints";

    private static final long serialVersionUID = 1;

    private EndpointServlet() {}

    /** Comes when the application's servlets are there. */
    record Registration(GuardConfiguration configuration) implements ServletContextInitializer, Ordered {

        @Override
        public void onStartup(ServletContext context) {
            if (context.getServletRegistrations().values().stream()
                    .anyMatch(each -> each.getMappings().contains("/")
                            || each.getMappings().contains("/*"))) {
                return;
            }
            ServletRegistration.Dynamic servlet = context.addServlet(NAME, new EndpointServlet());
            servlet.setAsyncSupported(true);
            GuardConfiguration.Endpoints endpoints = configuration.endpoints();
            servlet.addMapping(
                    Stream.concat(Stream.of(endpoints.basePath() + "/*"), endpoints.aliases().keySet().stream())
                            .toArray(String[]::new));
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
