package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a token for the bypass, and how. */
abstract class BypassExchangeContract extends ContainerContract {

    private static final String SECRET = "a secret with %26 & + and \u00e9";

    private static final String PATH = "/guard/bypass";

    private static final String[] JSON = {"Content-Type", "application/json"};

    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    BypassExchangeContract(TestContainer container) {
        super(container);
    }

    @Test
    void theCookieIsForThisHostOverTlsAndNotForScripts() throws Exception {
        closed();
        HttpResponse<String> response = send("POST", PATH, "{\"secret\":\"" + SECRET + "\"}", JSON);
        assertThat(header(response, "Set-Cookie"))
                .matches(
                        "__Host-startup-guard-bypass=\\d{10}\\.[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; Secure; HttpOnly; SameSite=Lax");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).matches("\\{\"token\":\"\\d{10}\\.[A-Za-z0-9_-]{43}\",\"expires\":\"[^\"]+\"}");
    }

    @Test
    @DisplayName("case 8: a GET changes nothing, it shows the form")
    void peopleGetAForm() throws Exception {
        closed();
        HttpResponse<String> response = get(PATH + "?secret=x");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<form method=\"post\"").doesNotContain("That is not the secret.");
        assertThat(header(response, "Set-Cookie")).isEmpty();
        assertThat(header(response, "Content-Security-Policy"))
                .startsWith(
                        "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; style-src 'sha256-");
    }

    @Test
    void theFormLeadsIntoTheApplication() throws Exception {
        closed();
        HttpResponse<String> wrong = send("POST", PATH, "secret=wrong", FORM);
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("That is not the secret.");
        HttpResponse<String> right = send("POST", PATH, "secret=a+secret+with+%2526+%26+%2B+and+%C3%A9", FORM);
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(header(right, "Location")).isEqualTo("/");
        assertReachesTheApplication(
                get("/page", "Cookie", header(right, "Set-Cookie").split(";")[0]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    application/json                  | {"secret":"wrong"}         | 403
                    application/json                  | {"secret":1}               | 400
                    application/json                  | {"secret":null}            | 400
                    application/json                  | {"secret":["a"]}           | 400
                    application/json                  | {"secret":"a","x":"y"}     | 400
                    application/json                  | {"secret":"a","secret":"b"}| 400
                    application/json                  | {}                         | 400
                    application/json                  | x                          | 400
                    application/x-www-form-urlencoded | secret=%zz                 | 400
                    application/x-www-form-urlencoded | x=y&secret=a               | 400
                    text/plain                        | secret                     | 415
                    application/json;charset=utf-16   | {"secret":"wrong"}         | 415
                    """)
    void whatIsNotTheSecretGetsNoCookie(String contentType, String body, int expected) throws Exception {
        closed();
        HttpResponse<String> response = send("POST", PATH, body, "Content-Type", contentType);
        assertThat(response.statusCode()).isEqualTo(expected);
        assertThat(header(response, "Set-Cookie")).isEmpty();
        assertThat(response.body()).doesNotContain(SECRET);
    }

    @Test
    void aLargeBodyIsRefused() throws Exception {
        closed();
        assertThat(send("POST", PATH, "{\"secret\":\"" + "x".repeat(8 * 1024) + "\"}", JSON)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void attemptsAreLimitedAndEvenTheRightSecretHasToWaitThen() throws Exception {
        closed();
        String token = token();
        for (int i = 0; i < 10; i++) {
            assertThat(send("POST", PATH, "{\"secret\":\"wrong\"}", JSON).statusCode())
                    .isEqualTo(403);
        }
        HttpResponse<String> limited = send("POST", PATH, "{\"secret\":\"" + SECRET + "\"}", JSON);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(header(limited, "Retry-After"))).isBetween(1, 10);
        assertThat(header(limited, "Set-Cookie")).isEmpty();
        assertThat(send(
                                "POST",
                                PATH,
                                "{\"secret\":\"" + SECRET + "\"}",
                                "Content-Type",
                                "application/json",
                                "X-Forwarded-For",
                                "10.9.8.7")
                        .statusCode())
                .as("a header does not make another client")
                .isEqualTo(429);
        assertReachesTheApplication(get("/page", "Cookie", cookie(token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        closed();
        HttpResponse<String> response = send(method, PATH, "x");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, POST");
    }

    /** Failure case 5. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void withoutASecretThereIsNoBypass(String method) throws Exception {
        serving("maintenance.mode", "on");
        assertThat(send(method, PATH, "secret=", FORM).statusCode()).isEqualTo(404);
        assertThat(application.requests).hasValue(0);
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
