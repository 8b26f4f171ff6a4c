package dev.startupguard.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.spring.LaunchedApplication;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Actuator on a port of its own, where no filter of the guard stands. */
class ManagementServerTest {

    private static final String[] SETTINGS = {
        "management.server.port=0",
        "guard.maintenance.mode=on",
        "guard.readiness.in-maintenance=not-ready",
        "management.endpoints.web.exposure.include=health,maintenance",
        "management.endpoint.health.probes.add-additional-paths=true"
    };

    @Test
    void probesAndEndpointAnswerThereWhileTheApplicationsPortShowsThePage() {
        try (LaunchedApplication application = LaunchedApplication.open(SETTINGS)) {
            assertThat(application.status("/page")).isEqualTo(503);
            assertThat(application.get("/actuator/health").headers().firstValue("Startup-Guard"))
                    .as("no exemption where Actuator is elsewhere")
                    .contains("maintenance");
            assertThat(application.status("/livez")).isEqualTo(200);
            assertThat(application.status("/readyz")).isEqualTo(503);
            assertThat(application.status("/guard/live")).isEqualTo(200);
            assertThat(management(application, "GET", "/actuator/health/liveness", null))
                    .isEqualTo(200);
            assertThat(management(application, "GET", "/actuator/health/readiness", null))
                    .isEqualTo(503);
            assertThat(management(application, "GET", "/guard/ready", null)).isEqualTo(404);

            assertThat(management(application, "POST", "/actuator/maintenance", "{\"mode\":\"off\"}"))
                    .isEqualTo(200);

            await().until(() -> application.status("/page") == 200);
            await().until(() -> management(application, "GET", "/actuator/health/readiness", null) == 200);
        }
    }

    @Test
    void withSecurityTheEndpointNeedsALoginThereToo() {
        try (LaunchedApplication application = LaunchedApplication.secured(List.of(), SETTINGS)) {
            assertThat(management(application, "GET", "/actuator/health/liveness", null))
                    .isEqualTo(200);
            assertThat(management(application, "GET", "/actuator/maintenance", null))
                    .isEqualTo(401);
            assertThat(management(application, "POST", "/actuator/maintenance", "{\"mode\":\"off\"}"))
                    .isIn(401, 403);
            assertThat(application.status("/page")).isEqualTo(503);
            assertThat(application.status("/readyz")).isEqualTo(503);
        }
    }

    private static int management(LaunchedApplication application, String method, String path, String json) {
        return application.sendToManagement(method, path, json).statusCode();
    }
}
