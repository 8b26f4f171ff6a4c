package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints for operators. */
abstract class ControlContract extends ContainerContract {

    private static final String PATH = "/guard/maintenance";

    ControlContract(TestContainer container) {
        super(container);
    }

    /** Failure case 5. */
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

    /** Failure case 11. */
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

    @Test
    @DisplayName("case 12: nobody ends somebody else's maintenance unawares")
    void anEndThatIsBasedOnAnOutdatedEpochIsAConflict() throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        authorized("PUT", "{\"mode\":\"on\",\"reason\":\"mine\"}");
        authorized("PUT", "{\"mode\":\"on\",\"reason\":\"another's\"}");
        HttpResponse<String> late = authorized("DELETE", PATH + "?epoch=1", null);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("\"reason\":\"another's\"").contains("\"epoch\":2");
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.ON);
        assertThat(authorized("DELETE", PATH + "?epoch=2", null).statusCode()).isEqualTo(200);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch=",
                "epoch=x",
                "epoch=-1",
                "epoch=1&epoch=2",
                "EPOCH=1",
                "x=y",
                "epoch=99999999999999999999"
            })
    void anEndWithAQueryThatIsNotUnderstoodEndsNothing(String query) throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        switchTo(guard, MaintenanceMode.ON);
        assertThat(authorized("DELETE", PATH + "?" + query, null).statusCode()).isEqualTo(400);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.ON);
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
                .contains(
                        "\"work\":{\"safeRequests\":0,\"unsafeRequests\":0,\"connections\":0,\"readingWork\":0,\"writingWork\":0}")
                .contains("\"drained\":false")
                .doesNotContain(TOKEN)
                .doesNotContain("jdbc:");
    }

    private HttpResponse<String> authorized(String method, String body) throws Exception {
        return authorized(method, PATH, body);
    }

    private HttpResponse<String> authorized(String method, String path, String body) throws Exception {
        return send(
                method,
                path,
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
