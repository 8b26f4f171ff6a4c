package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches the application. */
abstract class AdmissionContract extends ContainerContract {

    AdmissionContract(TestContainer container) {
        super(container);
    }

    /** Failure case 13. */
    @ParameterizedTest
    @CsvSource({
        "STARTING, OFF,       starting,    starting,    503",
        "STARTING, READ_ONLY, starting,    starting,    503",
        "STARTING, ON,        maintenance, maintenance, 200",
        "WARMING,  OFF,       starting,    starting,    503",
        "WARMING,  READ_ONLY, starting,    starting,    503",
        "WARMING,  ON,        maintenance, maintenance, 200",
        "HOLDING,  OFF,       waiting,     waiting,     503",
        "HOLDING,  READ_ONLY, waiting,     waiting,     503",
        "HOLDING,  ON,        maintenance, maintenance, 200",
        "SERVING,  OFF,       pass,        pass,        200",
        "SERVING,  READ_ONLY, pass,        read-only,   200",
        "SERVING,  ON,        maintenance, maintenance, 200",
        "DRAINING, OFF,       closing,     closing,     503",
        "DRAINING, READ_ONLY, closing,     read-only,   503",
        "DRAINING, ON,        maintenance, maintenance, 503",
    })
    void admitsByPhaseAndMode(Phase phase, MaintenanceMode mode, String ofGet, String ofPost, int ready)
            throws Exception {
        guard(phase, "maintenance.mode", mode.label());
        assertThat(outcome(get("/page"))).as("GET").isEqualTo(ofGet);
        assertThat(outcome(send("HEAD", "/page", null))).as("HEAD").isEqualTo(ofGet);
        assertThat(outcome(send("OPTIONS", "/page", null))).as("OPTIONS").isEqualTo(ofGet);
        assertThat(outcome(send("POST", "/page", "x"))).as("POST").isEqualTo(ofPost);
        assertThat(outcome(send("DELETE", "/page", null))).as("DELETE").isEqualTo(ofPost);
        assertThat(get("/guard/ready").statusCode()).as("ready").isEqualTo(ready);
        assertThat(get("/guard/live").statusCode()).as("live").isEqualTo(200);
    }

    @Test
    void ungatedWarmUpLetsRequestsThrough() throws Exception {
        guard(Phase.WARMING, "warmup.gate-traffic", "false");
        assertThat(outcome(get("/page"))).isEqualTo("pass");
        assertThat(get("/guard/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void anInstanceInMaintenanceLeavesRotationWhereThatIsConfigured() throws Exception {
        serving("maintenance.mode", "on", "readiness.in-maintenance", "not-ready");
        assertThat(get("/guard/ready").statusCode()).isEqualTo(503);
        assertThat(get("/guard/live").statusCode()).isEqualTo(200);
    }

    /** Failure case 9. */
    @Test
    void theModeSwitchesBackAndForthWithoutARestart() throws Exception {
        StartupGuard guard = serving();
        switchTo(guard, MaintenanceMode.ON);
        assertThat(outcome(get("/page"))).isEqualTo("maintenance");
        assertThat(application.requests).hasValue(0);
        guard.maintenance().end();
        org.awaitility.Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
        assertThat(outcome(get("/page"))).isEqualTo("pass");
    }

    @Test
    void exemptPathsPassInEveryPhaseAndMode() throws Exception {
        guard(Phase.HOLDING, "maintenance.mode", "on", "maintenance.exempt-paths", "/imprint,/assets/*,/mapped/open/*");
        assertReachesTheApplication(get("/imprint"));
        assertReachesTheApplication(get("/imprint?a=b;c%2f"));
        assertReachesTheApplication(get("/assets/site.css"));
        assertReachesTheApplication(get("/assets/caf%C3%A9.css"));
        assertReachesTheApplication(get("/mapped/open/x"));
        assertReachesTheApplication(send("POST", "/assets/x", "x"));
        assertThat(outcome(get("/assetsx"))).isEqualTo("maintenance");
        assertThat(outcome(get("/imprint/x"))).isEqualTo("maintenance");
        assertThat(outcome(get("/mapped/openx"))).isEqualTo("maintenance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/;/assets/a",
                "/assets;a/b",
                "/assets/..;/admin",
                "/assets/../admin",
                "/assets/%2e%2e/admin",
                "/assets/%2e%2e%2fadmin",
                "/assets/..%2fadmin",
                "/assets%2fa",
                "/assets/%252e%252e/admin",
                "/assets/%3b/a",
                "/assets/%20",
                "/assets/./a",
                "/./assets/a",
                "//assets/a",
                "/assets//a",
                "/assets/%5c..%5cadmin",
                "/assets/\\..\\admin",
                "/x/../assets/a",
                "/assets/%00",
                "/assets/%c0%af",
                "/%61ssets/a",
            })
    void noTrickWithThePathMakesARequestExempt(String path) throws Exception {
        serving("maintenance.mode", "on", "maintenance.exempt-paths", "/assets/*");
        RawHttp response = RawHttp.send(port(), "GET " + path + " HTTP/1.1", "Host: x", "Connection: close");
        assertThat(response.status()).isIn(400, 503);
        assertThat(application.requests).hasValue(0);
    }

    @Test
    void listedPathsMayBeWrittenToInReadOnly() throws Exception {
        serving("maintenance.mode", "read-only", "maintenance.read-only.allow", "/search,/graphql/*");
        assertReachesTheApplication(send("POST", "/search", "x"));
        assertReachesTheApplication(send("POST", "/graphql/query", "x"));
        assertThat(outcome(send("POST", "/searches", "x"))).isEqualTo("read-only");
        assertThat(RawHttp.send(port(), "POST /graphql/..;/admin HTTP/1.1", "Host: x", "Content-Length: 0")
                        .status())
                .isIn(400, 503);
    }

    /** Failure case 27. */
    @Test
    void whatWritesByASafeMethodIsRefusedInReadOnly() throws Exception {
        serving(
                "maintenance.mode", "read-only",
                "maintenance.read-only.allow", "/graphql/*",
                "maintenance.read-only.deny", "/logout,/unsubscribe/*,/graphql/write,/mapped/leave");
        for (String path : new String[] {
            "/logout",
            "/logout/",
            "/Logout",
            "/logout?a=b",
            "/unsubscribe",
            "/unsubscribe/7",
            "/unSubscribe/7/",
            "/mapped/leave",
            "/graphql/write",
            "/caf%C3%A9"
        }) {
            for (String method : new String[] {"GET", "OPTIONS", "POST"}) {
                assertThat(outcome(send(method, path, null)))
                        .as("%s %s", method, path)
                        .isEqualTo("read-only");
            }
        }
        for (String path : new String[] {"/logouts", "/logout/x", "/x/logout", "/mapped", "/mapped/leaves", "/"}) {
            assertThat(outcome(get(path))).as(path).isEqualTo("pass");
        }
        assertThat(outcome(send("POST", "/graphql/query", "x"))).isEqualTo("pass");
    }

    @Test
    void whatWritesByASafeMethodPassesWhileOpen() throws Exception {
        serving("maintenance.read-only.deny", "/logout");
        assertThat(outcome(get("/logout"))).isEqualTo("pass");
        assertThat(outcome(get("/caf%C3%A9"))).isEqualTo("pass");
    }

    /** Failure case 27. */
    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"})
    void aMethodOverrideMakesNoUnsafeRequestSafe(String header) throws Exception {
        serving("maintenance.mode", "read-only");
        assertThat(outcome(send("POST", "/page?_method=GET", "x", header, "GET")))
                .isEqualTo("read-only");
    }

    @Test
    void dispatchesInsideAnAdmittedRequestPassAlthoughTheModeChanges() throws Exception {
        StartupGuard guard = serving();
        assertThat(get("/forward").statusCode()).isEqualTo(200);
        assertThat(get("/error").statusCode()).isEqualTo(500);

        CompletableFuture<HttpResponse<String>> response = sendLater("GET", "/async-twice");
        var first = application.nextAsync();
        switchTo(guard, MaintenanceMode.ON);
        first.dispatch();
        application.nextAsync().dispatch();
        assertReachesTheApplication(result(response));
    }

    @Test
    void aDrainingInstanceClosesConnectionsOfHttp1() throws Exception {
        guard(Phase.DRAINING);
        assertThat(RawHttp.send(port(), "GET /page HTTP/1.1", "Host: x").isClosed())
                .isTrue();
    }

    private static String outcome(HttpResponse<String> response) {
        String kind = header(response, "Startup-Guard");
        assertThat(response.statusCode()).isEqualTo(kind.isEmpty() ? 200 : 503);
        if (!kind.isEmpty()) {
            return kind;
        }
        return header(response, "Connection").equalsIgnoreCase("close") ? "closing" : "pass";
    }
}
