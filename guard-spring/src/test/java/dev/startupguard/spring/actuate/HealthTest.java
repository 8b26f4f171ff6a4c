package dev.startupguard.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.LaunchedApplication;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The probes that platforms ask of Actuator, on the application's own port. */
class HealthTest {

    private static final String HELD = "guard.maintenance.mode=on";
    private static final String NOT_READY = "guard.readiness.in-maintenance=not-ready";
    private static final String DETAILS = "management.endpoint.health.show-details=always";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.else=set",
                "management.endpoint.health.group.readiness.include=ping",
                "management.endpoint.health.group.readiness.include=readinessState",
                "management.endpoint.health.group.readiness.exclude=*",
                "management.endpoint.health.group.readiness.additional-path=server:/healthz",
                "management.endpoint.health.probes.add-additional-paths=true"
            })
    void theReadinessGroupFollowsTheGuardWhoeverConfiguredIt(String setting) {
        try (LaunchedApplication application = LaunchedApplication.open(HELD, NOT_READY, setting)) {
            assertThat(application.status("/actuator/health/readiness")).isEqualTo(503);
            assertThat(application.status("/actuator/health/liveness")).isEqualTo(200);

            application.guard().maintenance().set(MaintenanceMode.OFF, null, "test", null);

            await().until(() -> application.status("/actuator/health/readiness") == 200);
        }
    }

    @Test
    void aGroupThatTheApplicationMakesForLivenessFollowsTheGuard() {
        try (LaunchedApplication application =
                LaunchedApplication.open("management.endpoint.health.group.liveness.include=ping")) {
            assertThat(application.status("/actuator/health/liveness")).isEqualTo(200);

            application.guard().fail("The licence has run out.");

            assertThat(application.status("/actuator/health/liveness")).isEqualTo(503);
            assertThat(application.status("/actuator/health/readiness")).isEqualTo(503);
        }
    }

    @Test
    void probesWithoutAGroupAreNotInvented() {
        try (LaunchedApplication application =
                LaunchedApplication.open("management.endpoint.health.probes.enabled=false")) {
            assertThat(application.status("/actuator/health/readiness")).isEqualTo(404);
        }
    }

    @Test
    void anInstanceInMaintenanceIsReadyAndSaysSoWithTheOperatorsReason() {
        try (LaunchedApplication application =
                LaunchedApplication.open(HELD, "guard.maintenance.reason=Moving house", DETAILS)) {
            await().until(() -> application.guard().status().verdict() != null);

            assertThat(application.status("/page")).isEqualTo(503);
            assertThat(details(application, "guardReadiness"))
                    .containsEntry("mode", "on")
                    .containsEntry("verdict", "compatible")
                    .containsEntry("phase", "serving")
                    .containsEntry("reason", "Maintenance mode is on: Moving house");
        }
    }

    @Test
    void withoutTheAdminTokenAndDetailsNothingIsTold() {
        try (LaunchedApplication application =
                LaunchedApplication.open(HELD, "guard.maintenance.reason=Moving house")) {
            assertThat(application.get("/actuator/health/readiness").body()).doesNotContain("Moving house", "mode");
        }
    }

    @Test
    void askingNeverTouchesTheDatabase() {
        try (LaunchedApplication application = LaunchedApplication.open(
                List.of(Broken.class),
                DETAILS,
                "guard.schema.min=1",
                "guard.schema.check-interval=1h",
                "spring.jpa.database-platform=org.hibernate.dialect.H2Dialect")) {
            Asked asked = application.context().getBean(Asked.class);
            await().until(() -> application.guard().status().verdict() != null);
            int before = asked.connections;

            assertThat(details(application, "guardReadiness")).containsEntry("verdict", "unreadable");
            assertThat(application.status("/actuator/health/liveness")).isEqualTo(200);

            assertThat(asked.connections).isEqualTo(before);
        }
    }

    @Test
    void additionalPathsOfTheServerPassTheClosedDoor() {
        try (LaunchedApplication application = LaunchedApplication.open(
                HELD,
                "management.endpoint.health.group.startup.include=ping",
                "management.endpoint.health.group.startup.additional-path=server:/healthz",
                "management.endpoint.health.probes.add-additional-paths=true")) {
            List.of("/healthz", "/livez", "/readyz")
                    .forEach(path ->
                            assertThat(application.status(path)).as(path).isEqualTo(200));
            assertThat(application.status("/page")).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/manage"})
    void theBasePathThatIsConfiguredPasses(String basePath) {
        try (LaunchedApplication application =
                LaunchedApplication.open(HELD, "management.endpoints.web.base-path=" + basePath)) {
            String start = basePath.equals("/") ? "" : basePath;
            assertThat(application.status(start + "/health/readiness")).isEqualTo(200);
            assertThat(application.status("/actuator/health")).isEqualTo(503);
        }
    }

    @Test
    void belowAServletPathTheEndpointsPassToo() {
        try (LaunchedApplication application = LaunchedApplication.open(HELD, "spring.mvc.servlet.path=/api/")) {
            assertThat(application.status("/api/actuator/health/readiness")).isEqualTo(200);
            assertThat(application.status("/api/page")).isEqualTo(503);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(LaunchedApplication application, String contributor) {
        String body = application.get("/actuator/health/" + contributor).body();
        return (Map<String, Object>)
                JsonParserFactory.getJsonParser().parseMap(body).get("details");
    }

    /** How often somebody asked for a connection. */
    static final class Asked extends AbstractDataSource {

        private volatile int connections;

        @Override
        public synchronized Connection getConnection() throws SQLException {
            connections++;
            throw new SQLException("down");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Broken {

        @Bean
        DataSource asked() {
            return new Asked();
        }
    }
}
