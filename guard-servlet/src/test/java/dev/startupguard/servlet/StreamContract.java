package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.StartupGuard;
import dev.startupguard.Work;
import dev.startupguard.maintenance.MaintenanceMode;
import jakarta.servlet.AsyncContext;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Responses that would go on for ever, over both versions of HTTP. */
abstract class StreamContract extends ContainerContract {

    private static final String[] EVENT_SOURCE = {"Accept", "text/event-stream"};

    StreamContract(TestContainer container) {
        super(container);
    }

    @ParameterizedTest
    @DisplayName("case 22: a stream does not pin the drain")
    @EnumSource(HttpClient.Version.class)
    void aRegisteredStreamEndsNormallyWhenTheModeCloses(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        StartupGuard guard = serving();
        assertThat(client.send(request("GET", "/page", null), BodyHandlers.ofString())
                        .version())
                .isEqualTo(version);
        CompletableFuture<HttpResponse<String>> stream =
                client.sendAsync(request("GET", "/events", null, EVENT_SOURCE), BodyHandlers.ofString());
        AsyncContext context = application.nextAsync();
        guard.streams().register(context::complete);
        assertThat(guard.work()).isEqualTo(new Work(1, 0, 0, 0, 0));

        switchTo(guard, MaintenanceMode.ON);
        HttpResponse<String> ended = result(stream);
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).isEqualTo("data: application\n\n");
        await().until(guard::isDrained);
    }

    @ParameterizedTest
    @DisplayName("case 28: an EventSource comes back by itself")
    @CsvSource({"on, maintenance, 15000, 22000", "off, starting, 5000, 12000"})
    void anEventSourceIsToldWhenToComeBack(String mode, String kind, int least, int most) throws Exception {
        guard(
                mode.equals("on") ? dev.startupguard.Phase.SERVING : dev.startupguard.Phase.WARMING,
                "maintenance.mode",
                mode);
        HttpResponse<String> response = get("/events", EVENT_SOURCE);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/event-stream");
        assertThat(header(response, "Startup-Guard")).isEqualTo(kind);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).matches(": " + kind + "\nretry: \\d+\n\n");
        assertThat(Integer.parseInt(response.body().replaceAll("\\D", ""))).isBetween(least, most);
        assertThat(application.requests).hasValue(0);
    }

    @ParameterizedTest
    @DisplayName("case 14: nobody else is told 200")
    @CsvSource(delimiter = '|', textBlock = """
                    GET  | text/event-stream, */*
                    GET  | text/html, text/event-stream
                    GET  | text/event-stream;q=1
                    HEAD | text/event-stream
                    POST | text/event-stream
                    """)
    void whoAcceptsMoreIsRefused(String method, String accept) throws Exception {
        serving("maintenance.mode", "on");
        assertThat(send(method, "/events", null, "Accept", accept).statusCode()).isEqualTo(503);
    }

    @Test
    void manyRequestsOverOneConnectionOfHttp2AreRefusedAlike() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        StartupGuard guard = serving();
        client.send(request("GET", "/page", null), BodyHandlers.ofString());
        switchTo(guard, MaintenanceMode.ON);
        application.requests.set(0);
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(client.sendAsync(request(i % 2 == 0 ? "GET" : "POST", "/page", "x"), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> each : all) {
            assertThat(result(each).version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(result(each).statusCode()).isEqualTo(503);
            assertThat(header(result(each), "Retry-After")).isNotEmpty();
            assertThat(result(each).headers().map())
                    .doesNotContainKeys("connection", "keep-alive", "transfer-encoding");
        }
        assertThat(application.requests).hasValue(0);
        assertThat(guard.work()).isEqualTo(new Work(0, 0, 0, 0, 0));
    }
}
