package dev.startupguard.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.config.Customizer.withDefaults;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.LaunchedApplication;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The guard beside Spring Security as its starter configures it. */
class SecurityTest {

    private static final String ADMIN_TOKEN = "a-token-of-the-admin";
    private static final String HELD = "guard.maintenance.mode=on";
    private static final String EXPOSED = "management.endpoints.web.exposure.include=health,maintenance";
    private static final String CLOSE = "{\"mode\":\"on\",\"reason\":\"Moving house\"}";
    private static final String[] LOGIN = {
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString("operator:password".getBytes(StandardCharsets.UTF_8))
    };

    @Test
    void thePageAndTheProbesComeBeforeTheLogin() {
        try (LaunchedApplication application = LaunchedApplication.secured(List.of(), HELD)) {
            HttpResponse<String> page = application.get("/page", "Accept", "text/html");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Startup-Guard")).contains("maintenance");
            assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
            for (String probe : List.of("live", "started", "ready", "warmup")) {
                await().untilAsserted(() -> assertThat(application.status("/guard/" + probe))
                        .as(probe)
                        .isEqualTo(200));
            }
            assertThat(application.status("/actuator/health/liveness")).isEqualTo(200);
        }
    }

    @Test
    void onceOpenTheApplicationAsksForTheLogin() {
        try (LaunchedApplication application = LaunchedApplication.secured(List.of())) {
            await().until(() -> application.status("/guard/ready") == 200);

            assertThat(application.status("/page")).isEqualTo(401);
            assertThat(application.get("/page", LOGIN).body()).isEqualTo("page");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "POST"})
    void withoutATokenTheControlEndpointsDoNotExistForAnybody(String method) {
        try (LaunchedApplication application = LaunchedApplication.secured(List.of(), HELD)) {
            for (String path : List.of("/guard/maintenance", "/guard/bypass")) {
                assertThat(application.send(method, path, CLOSE).statusCode()).isEqualTo(404);
                assertThat(application.send(method, path, CLOSE, LOGIN).statusCode())
                        .as("logged in")
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void withATokenALoginIsNoSubstituteForIt() {
        try (LaunchedApplication application =
                LaunchedApplication.secured(List.of(), "guard.admin.token=" + ADMIN_TOKEN)) {
            for (String[] headers : List.of(new String[0], LOGIN, new String[] {"Authorization", "Bearer wrong"})) {
                HttpResponse<String> answer = application.send("PUT", "/guard/maintenance", CLOSE, headers);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
            }
            assertThat(application.guard().status().mode()).isEqualTo(MaintenanceMode.OFF);

            assertThat(application
                            .send("PUT", "/guard/maintenance", CLOSE, "Authorization", "Bearer " + ADMIN_TOKEN)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theStatusTellsALoginNoMoreThanAnybody() {
        try (LaunchedApplication application = LaunchedApplication.secured(
                List.of(), HELD, "guard.maintenance.reason=Secret move", "guard.admin.token=" + ADMIN_TOKEN)) {
            assertThat(application.get("/guard/status").body()).isEqualTo("{\"status\":\"up\",\"mode\":\"on\"}");
            assertThat(application.get("/guard/status", LOGIN).body()).doesNotContain("Secret move");
            assertThat(application
                            .get("/guard/status", "Authorization", "Bearer " + ADMIN_TOKEN)
                            .body())
                    .contains("Secret move");
        }
    }

    @Test
    void whatTheGuardDoesNotAnswerBelowItsPathIsTheApplicationsAndNeedsALogin() {
        try (LaunchedApplication application = LaunchedApplication.secured(List.of())) {
            await().until(() -> application.status("/guard/ready") == 200);
            for (String path : List.of("/guard", "/guard/", "/guard/maintenance/", "/guard/Maintenance", "/guard/x")) {
                assertThat(application.status(path)).as(path).isEqualTo(401);
            }
        }
    }

    @Test
    void actuatorsEndpointIsUnderManagementSecurityAlsoWhileClosed() {
        try (LaunchedApplication application = LaunchedApplication.secured(List.of(), HELD, EXPOSED)) {
            assertThat(application.status("/actuator/maintenance")).isEqualTo(401);
            assertThat(application.get("/actuator/maintenance", LOGIN).statusCode())
                    .isEqualTo(200);
            assertThat(application
                            .send("POST", "/actuator/maintenance", "{\"mode\":\"off\"}", LOGIN)
                            .statusCode())
                    .as("without a CSRF token")
                    .isIn(401, 403);
            assertThat(application
                            .send("DELETE", "/actuator/maintenance", null, LOGIN)
                            .statusCode())
                    .isIn(401, 403);
            assertThat(application.guard().status().mode()).isEqualTo(MaintenanceMode.ON);
        }
    }

    @Test
    void withTheDocumentedChainAnOperatorSwitchesTheModeInHisName() {
        try (LaunchedApplication application = LaunchedApplication.secured(List.of(OperatorsChain.class), EXPOSED)) {
            assertThat(application.send("POST", "/actuator/maintenance", CLOSE).statusCode())
                    .isEqualTo(401);

            HttpResponse<String> answer = application.send("POST", "/actuator/maintenance", CLOSE, LOGIN);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(application.guard().status().maintenance().state().actor())
                    .isEqualTo("operator");
            assertThat(application
                            .send("DELETE", "/actuator/maintenance", null, LOGIN)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theDocumentedChainIsTheOneTestedHere() throws IOException {
        String source = Files.readString(
                Path.of("src", "test", "java", "dev", "startupguard", "spring", "security", "SecurityTest.java"));
        int begin = source.indexOf("        @Bean\n        @Order(1)");
        String chain =
                source.substring(begin, source.indexOf("\n        }\n", begin)).indent(-8) + "}\n";

        assertThat(Files.readString(Path.of("..", "docs", "actuator.md"))).contains(chain);
    }

    /** As docs/actuator.md has it. */
    @Configuration(proxyBeanMethods = false)
    static class OperatorsChain {

        @Bean
        @Order(1)
        SecurityFilterChain maintenanceEndpoint(HttpSecurity http) throws Exception {
            return http.securityMatcher(EndpointRequest.to("maintenance"))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }
}
