package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints for operators. */
abstract class ControlContract extends ContainerContract {

    private static final String PATH = "/guard/maintenance";

    ControlContract(TestContainer container) {
        super(container);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "POST"})
    void withoutAConfiguredTokenThereIsNoControl(String method) throws Exception {
        StartupGuard guard = serving();
        HttpResponse<String> response = send(
                method,
                PATH,
                "{\"mode\":\"on\"}",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + TOKEN);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
        assertThat(application.requests).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Basic YTpi",
                TOKEN,
                "Bearer " + TOKEN + "x",
                "Token " + TOKEN
            })
    void aWrongTokenIsRefused(String authorization) throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        for (String method : new String[] {"GET", "PUT", "DELETE", "PATCH"}) {
            HttpResponse<String> response = send(
                    method,
                    PATH,
                    "{\"mode\":\"on\"}",
                    "Content-Type",
                    "application/json",
                    "Authorization",
                    authorization);
            assertThat(response.statusCode()).as(method).isEqualTo(401);
            assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(response.body()).doesNotContain(TOKEN);
        }
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void theTokenIsTakenFromTheHeaderAlone() throws Exception {
        serving("admin.token", TOKEN);
        String query = "?access_token=" + TOKEN.replace(' ', '+');
        assertThat(send("PUT", PATH + query, "{\"mode\":\"on\"}").statusCode()).isEqualTo(401);
    }

    @Test
    void theModeIsReadSetAndEnded() throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        assertThat(fields(authorized("GET", null))).containsEntry("mode", "off").containsEntry("source", "configured");

        HttpResponse<String> set = authorized(
                "PUT",
                "{\"mode\":\"on\",\"reason\":\"moving <b>house</b>\",\"actor\":\"ops\",\"until\":\"2099-01-31T06:00:00Z\"}");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(set.body())
                .contains("\"mode\":\"on\"")
                .contains("\"reason\":\"moving \\u003cb\\u003ehouse\\u003c/b\\u003e\"")
                .contains("\"actor\":\"ops\"")
                .contains("\"until\":\"2099-01-31T06:00:00Z\"")
                .contains("\"source\":\"override\"")
                .contains("\"epoch\":1");
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.ON);
        assertThat(get("/page").statusCode()).isEqualTo(503);

        HttpResponse<String> ended = authorized("DELETE", null);
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).contains("\"mode\":\"off\"").contains("\"epoch\":2");
        assertThat(authorized("DELETE", null).statusCode()).as("ending twice").isEqualTo(200);
    }

    @Test
    void anOutdatedEpochIsAConflictAndShowsTheCurrentState() throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        assertThat(authorized("PUT", "{\"mode\":\"read-only\",\"epoch\":0}").statusCode())
                .isEqualTo(200);
        HttpResponse<String> late = authorized("PUT", "{\"mode\":\"on\",\"epoch\":0}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("\"mode\":\"read-only\"").contains("\"epoch\":1");
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.READ_ONLY);
        assertThat(authorized("PUT", "{\"mode\":\"on\",\"epoch\":1}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    application/json                 | {"mode":"on"                | 400
                    application/json                 | {"mode":"perhaps"}          | 400
                    application/json                 | {"mode":"on","until":"x"}   | 400
                    application/json                 | {"mode":"on","mode":"off"}  | 400
                    text/plain                       | {"mode":"on"}               | 415
                    application/json;charset=latin1  | {"mode":"on"}               | 415
                    application/x-www-form-urlencoded| mode=on                     | 415
                    """)
    void aBadRequestIsToldWhatIsWrongAndChangesNothing(String contentType, String body, int expected) throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        HttpResponse<String> response =
                send("PUT", PATH, body, "Content-Type", contentType, "Authorization", "Bearer " + TOKEN);
        assertThat(response.statusCode()).isEqualTo(expected);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + expected).contains("xpected");
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void aBodyWithoutATypeIsRefused() throws Exception {
        serving("admin.token", TOKEN);
        assertThat(send("PUT", PATH, "{\"mode\":\"on\"}", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aLargeBodyIsRefusedWithOrWithoutALength() throws Exception {
        serving("admin.token", TOKEN);
        assertThat(authorized("PUT", "{\"mode\":\"on\"}" + " ".repeat(8 * 1024)).statusCode())
                .isEqualTo(413);
        assertThat(authorized("PUT", "{\"mode\":\"on\"}" + " ".repeat(8 * 1024 - 13))
                        .statusCode())
                .isEqualTo(200);
        RawHttp chunked = RawHttp.send(
                port(),
                "PUT /guard/maintenance HTTP/1.1",
                "Host: x",
                "Authorization: Bearer " + TOKEN,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                "2001",
                " ".repeat(0x2001),
                "0");
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        serving("admin.token", TOKEN);
        HttpResponse<String> response = authorized("POST", "{}");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, PUT, DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong wrong wrong wrong"})
    void theStatusTellsStrangersLittle(String authorization) throws Exception {
        guard(Phase.HOLDING, "admin.token", TOKEN);
        HttpResponse<String> response = get("/guard/status", "Authorization", authorization);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"down\",\"mode\":\"off\"}");
    }

    @Test
    void theStatusTellsTheBearerOfTheTokenEverything() throws Exception {
        guard(Phase.HOLDING, "admin.token", TOKEN, "deployment", "blue", "role", "web", "instance-id", "web-1");
        String body = get("/guard/status", "Authorization", "Bearer " + TOKEN).body();
        assertThat(body)
                .startsWith(
                        "{\"status\":\"down\",\"mode\":\"off\",\"deployment\":\"blue\",\"role\":\"web\",\"instance\":\"web-1\",\"phase\":\"holding\"")
                .contains("\"live\":true,\"started\":true,\"ready\":false")
                .contains("\"schema\":{\"verdict\":\"Unreadable\",\"compatible\":false,\"message\":\"")
                .contains("\"blockedMigrations\":[]")
                .contains("\"maintenance\":{\"mode\":\"off\"")
                .contains("\"warmUp\":{\"state\":\"")
                .contains("\"work\":{\"safeRequests\":0,\"unsafeRequests\":0,\"readingWork\":0,\"writingWork\":0}")
                .contains("\"drained\":false")
                .doesNotContain(TOKEN)
                .doesNotContain("jdbc:");
    }

    private HttpResponse<String> authorized(String method, String body) throws Exception {
        return send(
                method,
                PATH,
                body,
                "Content-Type",
                "application/json; charset=UTF-8",
                "Authorization",
                "Bearer " + TOKEN);
    }

    /** The flat part of an answer: lists are left out. */
    private static Map<String, Object> fields(HttpResponse<String> response) {
        return FlatJson.parse(response.body().replaceAll(",\"stale\":\\[]", ""));
    }
}
