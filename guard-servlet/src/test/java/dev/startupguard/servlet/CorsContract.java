package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.MaintenanceMode;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may read of a refusal. */
@DisplayName("case 17: a page of another origin sees the refusal, and not status 0")
abstract class CorsContract extends ContainerContract {

    private static final String ORIGIN = "https://app.example.org";
    private static final String[] CLOSED = {
        "maintenance.mode", "on", "maintenance.cors.allowed-origins", ORIGIN + ",http://localhost:3000"
    };

    CorsContract(TestContainer container) {
        super(container);
    }

    @ParameterizedTest
    @ValueSource(strings = {ORIGIN, "http://localhost:3000"})
    void aListedOriginReadsTheRefusal(String origin) throws IOException {
        serving(CLOSED);
        RawHttp response = exchange("GET", "Origin: " + origin);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(response.header("Access-Control-Expose-Headers")).isEqualTo("Retry-After, Startup-Guard");
        assertThat(response.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example.org",
                "Origin: https://app.example.org.evil.org",
                "Origin: http://app.example.org",
                "Origin: https://app.example.org:444",
                "Origin: https://app.example.or",
                "Origin: HTTPS://APP.EXAMPLE.ORG",
                "Origin: null",
                "Origin: ",
                "X: y",
            })
    void nobodyElseDoes(String header) throws IOException {
        serving(CLOSED);
        for (String method : new String[] {"GET", "OPTIONS"}) {
            RawHttp response = exchange(method, header, "Access-Control-Request-Method: PUT");
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.headerLines()).noneMatch(line -> line.startsWith("Access-Control-"));
        }
    }

    @Test
    void withoutTheSettingNobodyDoes() throws IOException {
        serving("maintenance.mode", "on");
        assertThat(exchange("GET", "Origin: " + ORIGIN).headerLines())
                .noneMatch(line -> line.startsWith("Access-Control-"));
    }

    @Test
    void aStarStandsForEveryOriginWithoutItsCredentials() throws IOException {
        serving("maintenance.mode", "on", "maintenance.cors.allowed-origins", "*");
        RawHttp response = exchange("GET", "Origin: https://anywhere.example");
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aPreflightIsAnsweredSoThatTheRealRequestComes() throws IOException {
        serving(CLOSED);
        RawHttp response = exchange(
                "OPTIONS",
                "Origin: " + ORIGIN,
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: content-type,x-csrf");
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("PUT");
        assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo("content-type,x-csrf");
        assertThat(response.header("Access-Control-Max-Age")).isEqualTo("0");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(application.seen).isEmpty();
        assertThat(exchange("PUT", "Origin: " + ORIGIN, "Content-Length: 0").status())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, X: y", "GET, Access-Control-Request-Method: PUT", "POST, Access-Control-Request-Method: PUT"})
    void whatIsNoPreflightIsRefused(String method, String header) throws IOException {
        serving(CLOSED);
        assertThat(exchange(method, "Origin: " + ORIGIN, header).status()).isEqualTo(503);
    }

    @Test
    void whileOpenTheApplicationAnswers() throws IOException {
        var guard = serving("maintenance.cors.allowed-origins", ORIGIN);
        for (MaintenanceMode mode : new MaintenanceMode[] {MaintenanceMode.OFF, MaintenanceMode.READ_ONLY}) {
            switchTo(guard, mode);
            RawHttp response = exchange("OPTIONS", "Origin: " + ORIGIN, "Access-Control-Request-Method: PUT");
            assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(application.seen.poll()).isEqualTo("OPTIONS /page");
        }
    }

    private RawHttp exchange(String method, String... headers) throws IOException {
        return RawHttp.exchange(
                port(),
                method + " /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + String.join("\r\n", headers)
                        + "\r\n\r\n",
                5000);
    }
}
