package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.Work;
import dev.startupguard.maintenance.MaintenanceMode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Testers who know the secret come in before the opening, and nobody else. */
abstract class BypassContract extends ContainerContract {

    private static final String SECRET = "a secret with %26 & + and \u00e9";

    private static final String PATH = "/guard/bypass";

    private static final String[] JSON = {"Content-Type", "application/json"};

    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    BypassContract(TestContainer container) {
        super(container);
    }

    @ParameterizedTest
    @CsvSource({"SERVING, on", "WARMING, on", "SERVING, read-only", "WARMING, off", "WARMING, read-only"})
    void theCookieAndTheHeaderLetTestersIn(Phase phase, String mode) throws Exception {
        guard(phase, "maintenance.mode", mode, "bypass.secret", SECRET);
        String token = token();
        for (String[] credential : new String[][] {{"Cookie", cookie(token)}, {"Startup-Guard-Bypass", token}}) {
            assertReachesTheApplication(send("POST", "/page", "x", credential));
            assertReachesTheApplication(get("/page", credential));
        }
        assertThat(send("POST", "/page", "x").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"HOLDING, off", "HOLDING, on", "STARTING, off", "STARTING, on"})
    void nobodyComesInBeforeTheSchemaWasSeenToFit(Phase phase, String mode) throws Exception {
        guard(phase, "maintenance.mode", mode, "bypass.secret", SECRET);
        String token = token();
        assertThat(get("/page", "Cookie", cookie(token)).statusCode()).isEqualTo(503);
        assertThat(get("/page", "Startup-Guard-Bypass", token).statusCode()).isEqualTo(503);
        assertThat(application.requests).hasValue(0);
    }

    @Test
    void theNextChangeOfTheModeEndsEveryToken() throws Exception {
        StartupGuard guard = closed();
        switchTo(guard, MaintenanceMode.ON);
        String token = token();
        assertReachesTheApplication(get("/page", "Cookie", cookie(token)));
        switchTo(guard, MaintenanceMode.ON);
        assertThat(get("/page", "Cookie", cookie(token)).statusCode()).isEqualTo(503);
        assertReachesTheApplication(get("/page", "Cookie", cookie(token())));
    }

    @Test
    void aTokenOfAnotherDeploymentDoesNotCount() throws Exception {
        closed();
        String token = token();
        serving("maintenance.mode", "on", "bypass.secret", SECRET, "deployment", "green");
        assertThat(get("/page", "Cookie", cookie(token)).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @DisplayName("case 6: a malformed cookie is no server error")
    @ValueSource(
            strings = {
                "",
                "=",
                ";;;=;",
                "__Host-startup-guard-bypass",
                "__Host-startup-guard-bypass=",
                "__Host-startup-guard-bypass=\"",
                "__Host-startup-guard-bypass=;",
                "__Host-startup-guard-bypass=9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "__Host-startup-guard-bypass=9999999999.%00",
                "__Host-startup-guard-bypass=a; __Host-startup-guard-bypass=b; __Host-startup-guard-bypass=c",
                "$Version=1; $Path=/; __Host-startup-guard-bypass={\"a\":1}",
            })
    void aMalformedCookieIsNoCookie(String cookie) throws Exception {
        closed();
        RawHttp response = RawHttp.exchange(
                port(), "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookie + "\r\n\r\n", 10_000);
        assertThat(response.status()).isIn(400, 503);
        assertThat(application.requests).hasValue(0);
    }

    @Test
    void aCookieBeyondAsciiIsNoCookie() throws Exception {
        closed();
        RawHttp response = RawHttp.send(
                port(),
                "GET /page HTTP/1.1",
                "Host: x",
                "Connection: close",
                "Cookie: __Host-startup-guard-bypass=\u00ff\u00fe");
        assertThat(response.status()).isIn(container.failsAtCookiesBeyondAscii() ? List.of(500) : List.of(400, 503));
        assertThat(application.requests).hasValue(0);
    }

    @Test
    void amongOtherCookiesTheTokenIsFound() throws Exception {
        closed();
        assertReachesTheApplication(get("/page", "Cookie", "a=b;" + cookie("x") + "; " + cookie(token()) + "; c=d"));
    }

    @Test
    @DisplayName("case 7: the secret in the URL, in a header or in a cookie does not count")
    void theSecretCountsInTheBodyAlone() throws Exception {
        serving("maintenance.mode", "on", "bypass.secret", "0123456789abcdef");
        assertThat(send("POST", PATH + "?secret=0123456789abcdef", "", FORM).statusCode())
                .isEqualTo(400);
        for (String header : new String[] {"Startup-Guard-Bypass", "Cookie", "Authorization"}) {
            String value = header.equals("Cookie") ? cookie("0123456789abcdef") : "0123456789abcdef";
            assertThat(get("/page?secret=0123456789abcdef", header, value).statusCode())
                    .isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/cacheable", "/async-twice-at-once", "/error"})
    void whatATesterSawIsKeptByNoCache(String path) throws Exception {
        closed();
        HttpResponse<String> response = get(path, "Cookie", cookie(token()));
        assertThat(response.headers().allValues("Cache-Control")).anyMatch(each -> each.contains("no-store"));
        assertThat(response.headers().allValues("Cache-Control")).noneMatch(each -> each.contains("public"));
        assertThat(response.headers().firstValue("Expires").orElse("")).doesNotContain("2099");
        assertThat(header(response, "CDN-Cache-Control")).isEmpty();
    }

    @Test
    void theApplicationDoesNotSeeTheTokenOfMachines() throws Exception {
        closed();
        HttpResponse<String> response = get("/page", "Startup-Guard-Bypass", token());
        assertThat(header(response, "Seen-Headers")).doesNotContainIgnoringCase("startup-guard-bypass");
        assertThat(header(response, "Seen-Bypass")).isEqualTo("true");
        StartupGuard open = serving("bypass.secret", SECRET);
        assertThat(open.status().mode()).isEqualTo(MaintenanceMode.OFF);
        assertThat(header(get("/page", "Startup-Guard-Bypass", "x"), "Seen-Bypass"))
                .isEqualTo("null");
    }

    @Test
    void testersAreWorkUnderWay() throws Exception {
        StartupGuard guard = closed();
        CompletableFuture<HttpResponse<String>> post = sendLater("POST", "/slow", "Cookie", cookie(token()));
        await().until(() -> guard.work().equals(new Work(0, 1, 0, 0, 0)));
        assertThat(guard.isDrained()).isFalse();
        application.release.release();
        assertReachesTheApplication(result(post));
        await().until(guard::isDrained);
    }

    private StartupGuard closed() {
        return serving("maintenance.mode", "on", "bypass.secret", SECRET);
    }

    private String token() throws Exception {
        HttpResponse<String> response = send("POST", PATH, "{\"secret\":\"" + SECRET + "\"}", JSON);
        assertThat(response.statusCode()).isEqualTo(200);
        return String.valueOf(FlatJson.parse(response.body()).get("token"));
    }

    private static String cookie(String token) {
        return "__Host-startup-guard-bypass=" + token;
    }
}
