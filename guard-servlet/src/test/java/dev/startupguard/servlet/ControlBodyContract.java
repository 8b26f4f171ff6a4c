package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the control endpoint makes of a body: small, complete and in time, or nothing changes. */
abstract class ControlBodyContract extends ContainerContract {

    private static final String PATH = "/guard/maintenance";

    ControlBodyContract(TestContainer container) {
        super(container);
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

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"mode\":", "{\"mode\":[", "{\"a\":{"})
    void deepNestingIsRefusedWithoutTrouble(String start) throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        String body = start.repeat(8000 / start.length());
        assertThat(authorized("PUT", body).statusCode()).isEqualTo(400);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"mode":"on","reason":1}
                    {"mode":"on","reason":["a"]}
                    {"mode":"on","actor":true}
                    {"mode":"on","until":"2020-01-01T00:00:00Z"}
                    {"mode":"on","until":"2099-01-01"}
                    {"mode":"on","until":4070908800}
                    {"mode":"on","epoch":"0"}
                    {"mode":"on","epoch":0.5}
                    {"mode":"on","epoch":99999999999999999999}
                    {"mode":true}
                    {"mode":null}
                    {"mode":"o n"}
                    {"Mode":"on"}
                    {"mode":"on","x":1}
                    {"mode":"on",}
                    {"mode":"on"}{"mode":"off"}
                    {'mode':'on'}
                    "on"
                    """)
    void everyFieldIsChecked(String body) throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        HttpResponse<String> response = authorized("PUT", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("xpected");
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void aReasonOrActorThatIsTooLongIsRefused() throws Exception {
        serving("admin.token", TOKEN);
        assertThat(authorized("PUT", "{\"mode\":\"on\",\"reason\":\"" + "x".repeat(501) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(authorized("PUT", "{\"mode\":\"on\",\"actor\":\"" + "x".repeat(201) + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        String body = "{\"mode\":\"on\",\"reason\":\"\u00e9\"}"; // one octet, as RawHttp writes it
        RawHttp response = RawHttp.send(
                port(),
                "PUT /guard/maintenance HTTP/1.1",
                "Host: x",
                "Connection: close",
                "Authorization: Bearer " + TOKEN,
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void aCompressedBodyIsRefused() throws Exception {
        serving("admin.token", TOKEN);
        assertThat(send(
                                "PUT",
                                PATH,
                                "{\"mode\":\"on\"}",
                                "Content-Type",
                                "application/json",
                                "Content-Encoding",
                                "gzip",
                                "Authorization",
                                "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aChunkedBodyWithoutALengthIsRead() throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        RawHttp response = RawHttp.send(
                port(),
                "PUT /guard/maintenance HTTP/1.1",
                "Host: x",
                "Authorization: Bearer " + TOKEN,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                "8",
                "{\"mode\":",
                "5",
                "\"on\"}",
                "0");
        assertThat(response.status()).isEqualTo(200);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.ON);
    }

    /** Only who has the token can keep a thread waiting for a body, and probes go on to be answered meanwhile. */
    @Test
    void aSlowBodyHoldsNobodyElseUp() throws Exception {
        StartupGuard guard = serving("admin.token", TOKEN);
        String head =
                "PUT /guard/maintenance HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 13\r\n";
        try (Socket stranger = new Socket("127.0.0.1", port());
                Socket operator = new Socket("127.0.0.1", port())) {
            write(stranger, head + "\r\n{\"mode");
            write(operator, head + "Authorization: Bearer " + TOKEN + "\r\n\r\n{\"mode");
            assertThat(statusLine(stranger)).contains(" 401");
            assertThat(get("/guard/ready").statusCode()).isEqualTo(200);
            assertThat(get("/page").statusCode()).isEqualTo(200);
            assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
            write(operator, "\":\"on\"}");
            assertThat(statusLine(operator)).contains(" 200");
            assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.ON);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String statusLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
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
}
