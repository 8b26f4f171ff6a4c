package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refused request gets. */
abstract class ClosedResponseContract extends ContainerContract {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    ClosedResponseContract(TestContainer container) {
        super(container);
    }

    /** Failure case 14, 15 and 18. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/html        | text/html;charset=utf-8   | <!DOCTYPE html>
                    application/json | application/problem+json  | {"type":"urn:startup-guard:maintenance","title":"Down for maintenance","status":503,
                    */*              | application/problem+json  | {"type":
                    text/plain       | text/plain;charset=utf-8  | Down for maintenance.
                    image/png        | text/plain;charset=utf-8  | Down for maintenance.
                    """)
    void hasEveryHeaderInEveryForm(String accept, String contentType, String start) throws Exception {
        serving("maintenance.mode", "on");
        HttpResponse<String> response = get("/page", "Accept", accept);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Content-Type").toLowerCase().replace(" ", ""))
                .isEqualTo(contentType);
        assertThat(response.body()).startsWith(start);
        assertThat(Integer.parseInt(header(response, "Retry-After"))).isBetween(30, 33);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Language, Origin, Cookie");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy"))
                .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'");
        assertThat(header(response, "Content-Language")).isEqualTo("en");
        assertThat(header(response, "Content-Length")).isNotEmpty();
        assertThat(header(response, "Startup-Guard")).isEqualTo("maintenance");
        assertThat(header(response, "Set-Cookie")).isEmpty();
        assertThat(header(response, "ETag")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {BROWSER, "*/*", "text/plain"})
    void headGetsTheHeadersOfGetAlone(String accept) throws Exception {
        serving("maintenance.mode", "on");
        RawHttp get = RawHttp.send(port(), "GET /page HTTP/1.1", "Host: x", "Accept: " + accept);
        RawHttp head = RawHttp.send(port(), "HEAD /page HTTP/1.1", "Host: x", "Accept: " + accept);
        assertThat(head.status()).isEqualTo(503);
        assertThat(head.body()).isEmpty();
        assertThat(comparable(head)).isEqualTo(comparable(get));
    }

    @ParameterizedTest
    @ValueSource(strings = {"style", "script", "image", "font"})
    void partsOfAPageGetNoBody(String destination) throws Exception {
        serving("maintenance.mode", "on");
        RawHttp response = RawHttp.send(port(), "GET /site.css HTTP/1.1", "Host: x", "Sec-Fetch-Dest: " + destination);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("Content-Length")).isEqualTo("0");
        assertThat(response.header("Retry-After")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, off, starting, Starting up, 5, 7",
        "WARMING, off, starting, Starting up, 5, 7",
        "HOLDING, off, waiting, Being updated, 5, 7",
        "SERVING, read-only, read-only, Read-only for now, 30, 33",
        "SERVING, on, maintenance, Down for maintenance, 30, 33",
    })
    void saysWhyByKind(Phase phase, String mode, String kind, String title, int least, int most) throws Exception {
        guard(phase, "maintenance.mode", mode);
        HttpResponse<String> response = send("POST", "/page", "x");
        assertThat(header(response, "Startup-Guard")).isEqualTo(kind);
        assertThat(response.body()).contains("\"title\":\"" + title + "\"");
        assertThat(Integer.parseInt(header(response, "Retry-After"))).isBetween(least, most);
        assertThat(response.body()).endsWith(",\"retryAfter\":" + header(response, "Retry-After") + "}");
    }

    @Test
    void tellsNobodyWhatTheDatabaseSaid() throws Exception {
        guard(Phase.HOLDING);
        for (String accept : List.of(BROWSER, "*/*", "text/plain")) {
            assertThat(get("/page", "Accept", accept).body()).doesNotContainIgnoringCase("flyway");
        }
    }

    /** Failure case 19. */
    @Test
    void retryAfterIsTheTimeLeft() throws Exception {
        StartupGuard guard = serving();
        guard.maintenance().set(MaintenanceMode.ON, null, null, Instant.now().plusSeconds(1000));
        assertThat(Integer.parseInt(header(get("/page"), "Retry-After"))).isBetween(990, 1031);
        guard.maintenance().set(MaintenanceMode.ON, null, null, Instant.now().plusMillis(300));
        assertThat(Integer.parseInt(header(get("/page"), "Retry-After"))).isBetween(1, 33);
        guard.maintenance().set(MaintenanceMode.ON, null, null, Instant.now().minusSeconds(1000));
        assertThat(Integer.parseInt(header(get("/page"), "Retry-After"))).isBetween(30, 33);
    }

    @Test
    void showsTheReasonEscapedAndTheTimes() throws Exception {
        StartupGuard guard = serving();
        guard.maintenance()
                .set(
                        MaintenanceMode.ON,
                        "<script>alert(\"1\")</script> & more",
                        null,
                        Instant.parse("2099-01-31T06:00:00Z"));
        String html = get("/page", "Accept", BROWSER).body();
        assertThat(html)
                .contains("<dd>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more</dd>")
                .contains("<time datetime=\"2099-01-31T06:00:00Z\">31 January 2099, 06:00 UTC</time>")
                .doesNotContain("<script>");
        assertThat(get("/page").body())
                .contains("\"detail\":\"\\u003cscript\\u003ealert(\\\"1\\\")\\u003c/script\\u003e \\u0026 more\"")
                .contains("\"until\":\"2099-01-31T06:00:00Z\"")
                .contains("\"mode\":\"on\"");
        assertThat(get("/page", "Accept", "text/plain").body())
                .contains("Reason: <script>")
                .contains("Expected until: 31 January 2099, 06:00 UTC");
    }

    @Test
    void thePageRefreshesItselfOnGetOnlyAndNotAlwaysAfterTheSameTime() throws Exception {
        serving("maintenance.mode", "on");
        java.util.Set<String> refreshes = new java.util.HashSet<>();
        for (int i = 0; i < 40; i++) {
            java.util.regex.Matcher refresh = java.util.regex.Pattern.compile(
                            "<meta http-equiv=\"refresh\" content=\"(\\d+)\">")
                    .matcher(get("/page", "Accept", BROWSER).body());
            assertThat(refresh.find()).isTrue();
            refreshes.add(refresh.group(1));
        }
        assertThat(refreshes)
                .hasSizeGreaterThan(1)
                .allMatch(each -> Integer.parseInt(each) >= 15 && Integer.parseInt(each) < 23);
        assertThat(send("POST", "/page", "x", "Accept", BROWSER).body())
                .doesNotContain("http-equiv")
                .contains("What you sent has not been saved.");
    }

    @Test
    void anOwnPageIsShownInstead() throws Exception {
        StartupGuard guard = serving("maintenance.page", "classpath:own-page.html");
        switchTo(guard, MaintenanceMode.ON);
        HttpResponse<String> response = get("/page", "Accept", BROWSER);
        assertThat(response.body()).contains("<h1>Down for maintenance</h1>").contains("<p>moving house</p>");
        assertThat(header(response, "Content-Security-Policy")).contains("img-src 'self' data:");
    }

    @Test
    void aBodyIsNotWaitedForAndTheConnectionIsClosed() throws Exception {
        serving("maintenance.mode", "on");
        RawHttp response = RawHttp.send(port(), "POST /page HTTP/1.1", "Host: x", "Content-Length: 1000000");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Connection")).isEqualToIgnoringCase("close");
        RawHttp chunked = RawHttp.send(port(), "POST /page HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
        assertThat(chunked.status()).isEqualTo(503);
        assertThat(chunked.header("Connection")).isEqualToIgnoringCase("close");
    }

    @Test
    void upgradesAreRefusedPlainly() throws Exception {
        serving("maintenance.mode", "on");
        RawHttp response = RawHttp.send(
                port(),
                "GET /socket HTTP/1.1",
                "Host: x",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Upgrade")).isEmpty();
        assertThat(response.header("Sec-WebSocket-Accept")).isEmpty();
    }

    @Test
    void overHttp2NobodySpeaksOfConnections() throws Exception {
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        StartupGuard guard = serving();
        URI page = URI.create("http://127.0.0.1:" + port() + "/page");
        HttpResponse<String> first = http2.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
        switchTo(guard, MaintenanceMode.ON);
        HttpResponse<String> response = http2.send(
                HttpRequest.newBuilder(page).POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Connection")).isEmpty();
    }

    /** Everything that does not change from one response to the next. */
    private static List<String> comparable(RawHttp response) {
        return response.headerLines().stream()
                .filter(line -> !line.startsWith("Date:") && !line.startsWith("Retry-After:"))
                .sorted()
                .toList();
    }
}
