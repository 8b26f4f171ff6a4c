package dev.startupguard.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.GuardStatus;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.LaunchedApplication;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.json.JsonParserFactory;

/** The endpoint by HTTP, on the application's own port. */
class MaintenanceEndpointTest {

    private static final String PATH = "/actuator/maintenance";

    private static LaunchedApplication application;

    @BeforeAll
    static void launch() {
        application = LaunchedApplication.open("management.endpoints.web.exposure.include=maintenance");
        await().until(() -> application.status("/page") == 200);
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @BeforeEach
    void reset() {
        application.guard().maintenance().end();
    }

    @Test
    void itClosesTheApplicationAndOpensItAgainThroughTheClosedDoor() {
        Map<String, Object> closed = json(application.send(
                "POST", PATH, "{\"mode\":\"on\",\"reason\":\"Moving house\",\"until\":\"2999-01-31T06:00:00+01:00\"}"));

        assertThat(closed)
                .containsEntry("mode", "on")
                .containsEntry("reason", "Moving house")
                .containsEntry("until", "2999-01-31T05:00:00Z")
                .containsEntry("source", "override")
                .doesNotContainKey("actor")
                .containsKeys("since", "epoch", "stale");
        assertThat(application.get("/page").body()).contains("Moving house");
        assertThat(json(application.get(PATH))).isEqualTo(closed);

        assertThat(json(application.send("DELETE", PATH, null)))
                .containsEntry("mode", "off")
                .containsEntry("source", "configured");
        await().until(() -> application.status("/page") == 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | mode is missing; expected on, read-only or off.",
                "{\"mode\":\"halb\"} | 'halb' is none of on, read-only, off; expected one of them as mode.",
                "{\"mode\":\"on\",\"until\":\"tomorrow\"} | until is no time with its offset; expected one such as"
                        + " 2027-01-31T06:00:00Z.",
                "{\"mode\":\"on\",\"until\":\"2001-01-31T06:00:00Z\"} | until is 2001-01-31T06:00:00Z; expected a time"
                        + " to come, it is now ",
                "{\"mode\":\"on\",\"epoch\":-1} | epoch is -1; expected the one that reading answered with."
            })
    void whatIsNotAcceptedChangesNothingAndSaysWhatWasExpected(String body, String detail) {
        HttpResponse<String> answer = application.send("POST", PATH, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat((String) json(answer).get("detail")).contains(detail);
        assertThat(application.guard().status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void aReasonThatIsTooLongIsRefused() {
        HttpResponse<String> answer =
                application.send("POST", PATH, "{\"mode\":\"on\",\"reason\":\"%s\"}".formatted("x".repeat(501)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer)).containsEntry("detail", "reason has 501 characters; expected at most 500.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"POST | {\"mode\":\"on\",\"epoch\":\"soon\"}", "POST | [1]", "POST | {"})
    void whatIsNoRequestAtAllIsRefused(String method, String body) {
        assertThat(application.send(method, PATH, body).statusCode()).isEqualTo(400);
        assertThat(application.guard().status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void whoComesSecondIsToldWhatTheFirstHasLeft() {
        int epoch = (int) json(application.get(PATH)).get("epoch");
        String change = "{\"mode\":\"%s\",\"epoch\":" + epoch + "}";
        assertThat(application.send("POST", PATH, change.formatted("on")).statusCode())
                .isEqualTo(200);

        HttpResponse<String> second = application.send("POST", PATH, change.formatted("read-only"));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second)).containsEntry("mode", "on").containsEntry("epoch", epoch + 1);
        assertThat(application.send("DELETE", PATH + "?epoch=" + epoch, null).statusCode())
                .isEqualTo(409);
        assertThat(application
                        .send("DELETE", PATH + "?epoch=" + (epoch + 1), null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(application.guard().status()).extracting(GuardStatus::mode).isEqualTo(MaintenanceMode.OFF);
    }

    private static Map<String, Object> json(HttpResponse<String> answer) {
        return JsonParserFactory.getJsonParser().parseMap(answer.body());
    }
}
