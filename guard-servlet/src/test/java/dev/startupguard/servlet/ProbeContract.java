package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What platforms ask. */
abstract class ProbeContract extends ContainerContract {

    ProbeContract(TestContainer container) {
        super(container);
    }

    @Test
    void sayWhatIsTheMatterInASmallBody() throws Exception {
        serving();
        HttpResponse<String> response = get("/guard/ready");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"up\",\"mode\":\"off\",\"phase\":\"serving\",\"reason\":\"Serving.\"}");
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/guard/live, 200",
        "/guard/started, 503",
        "/guard/ready, 503",
    })
    void anInstanceThatHasNotLookedAtTheSchemaIsLiveOnly(String path, int expected) throws Exception {
        guard(Phase.STARTING);
        assertThat(get(path).statusCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/guard/live, 200", "/guard/started, 200", "/guard/ready, 503"})
    void anInstanceThatWaitsForAMigrationIsLiveAndStarted(String path, int expected) throws Exception {
        guard(Phase.HOLDING);
        assertThat(get(path).statusCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guard/live", "/guard/ready"})
    void aDefinitiveFailureIsToldToTheEnd(String path) throws Exception {
        serving().fail("out of order");
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"status\":\"down\"").contains("\"reason\":\"out of order\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void inMaintenanceAnInstanceIsLiveAndReadyAndItsPagesAreNot(String method) throws Exception {
        serving("maintenance.mode", "on");
        for (String path : new String[] {"/guard/live", "/guard/started", "/guard/ready"}) {
            HttpResponse<String> response = send(method, path, null);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body()).contains(method.equals("HEAD") ? "" : "\"mode\":\"on\"");
        }
        HttpResponse<String> page = send(method, "/page", null);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(header(page, "Retry-After")).matches("[0-9]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void everyMethodThatProbesUseIsToldThatItIsNotReady(String method) throws Exception {
        guard(Phase.HOLDING);
        assertThat(send(method, "/guard/ready", null).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        serving();
        HttpResponse<String> response = send(method, "/guard/ready", null);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /guard/ready HTTP/1.0",
                "OPTIONS /guard/ready HTTP/1.0",
                "HEAD /guard/ready HTTP/1.0",
                "GET /guard/ready HTTP/1.1|Host: anything.example:99",
                "GET /guard/ready HTTP/1.1|Host: 10.1.2.3",
                "GET /guard/ready HTTP/1.1|Host: x|Accept: image/png",
                "GET /guard/ready HTTP/1.1|Host: x|X-Forwarded-Proto: https",
                "GET /guard/ready?verbose HTTP/1.1|Host: x|User-Agent: kube-probe/1.33",
            })
    void answerHoweverTheyAreAsked(String request) throws Exception {
        serving();
        RawHttp response = RawHttp.send(port(), request.split("\\|"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Location")).isEmpty();
        assertThat(response.body().isEmpty()).isEqualTo(request.startsWith("HEAD"));
    }

    @Test
    void headTellsTheLengthOfTheBody() throws Exception {
        serving();
        String length = Integer.toString(get("/guard/ready").body().length());
        assertThat(RawHttp.send(port(), "HEAD /guard/ready HTTP/1.1", "Host: x").header("Content-Length"))
                .isEqualTo(length);
    }

    @Test
    void aliasesAnswerLikeTheirEndpoints() throws Exception {
        serving("endpoints.aliases", "/livez=live,/readyz=ready,/mapped/up=started,/robots933456.txt=live");
        for (String path : new String[] {"/livez", "/readyz", "/mapped/up", "/robots933456.txt"}) {
            assertThat(get(path).body()).as(path).startsWith("{\"status\":\"up\"");
        }
    }

    @Test
    void thePathsMatchExactly() throws Exception {
        serving("endpoints.base-path", "/ops/guard");
        assertThat(get("/ops/guard/ready").body()).startsWith("{\"status\"");
        for (String path : new String[] {
            "/guard/ready", "/ops/guard/ready/", "/ops/guard/readyx", "/ops/guard", "/x/ops/guard/ready"
        }) {
            assertThat(get(path).body()).as(path).isEqualTo(ApplicationServlet.ANSWER);
        }
    }

    @Test
    void whereItIsConfiguredAnInstanceThatLeavesIsNotFoundRatherThanUnavailable() throws Exception {
        StartupGuard guard =
                guard(Phase.DRAINING, "readiness.draining-status", "404", "endpoints.aliases", "/readyz=ready");
        assertThat(get("/guard/ready").statusCode()).isEqualTo(404);
        assertThat(send("OPTIONS", "/readyz", null).statusCode()).isEqualTo(404);
        assertThat(get("/guard/ready").body()).contains("\"phase\":\"draining\"");
        assertThat(get("/guard/live").statusCode()).isEqualTo(200);
        guard.fail("out of order");
        assertThat(get("/guard/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void whatIsConfiguredForLeavingIsToldInNoOtherPhase() throws Exception {
        guard(Phase.HOLDING, "readiness.draining-status", "404");
        assertThat(get("/guard/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void theAnswerFollowsTheStatus() throws Exception {
        StartupGuard guard = serving();
        assertThat(get("/guard/ready").statusCode()).isEqualTo(200);
        guard.drain();
        assertThat(get("/guard/ready").statusCode()).isEqualTo(503);
        assertThat(get("/guard/live").statusCode()).isEqualTo(200);
    }
}
