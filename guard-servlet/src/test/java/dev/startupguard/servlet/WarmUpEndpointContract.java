package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.startupguard.GuardBuilder;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.WarmUpTask;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code /guard/warmup} waits for the one run. */
abstract class WarmUpEndpointContract extends ContainerContract {

    private CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    WarmUpEndpointContract(TestContainer container) {
        super(container);
    }

    @AfterEach
    void endTheRun() {
        end.countDown();
        end = new CountDownLatch(1);
        runs.set(0);
    }

    @Test
    void twoCallersJoinOneRun() throws Exception {
        use(builder(task()), Phase.WARMING);
        CompletableFuture<HttpResponse<String>> one = sendLater("GET", "/guard/warmup");
        CompletableFuture<HttpResponse<String>> other = sendLater("GET", "/guard/warmup");
        assertThat(get("/guard/ready").statusCode()).isEqualTo(503);
        assertThat(one).isNotDone();
        end.countDown();
        assertThat(result(one).statusCode()).isEqualTo(200);
        assertThat(result(one).body())
                .startsWith("{\"status\":\"up\",\"mode\":\"off\",\"state\":\"complete\",\"attempts\":1,")
                .contains("{\"name\":\"cache\",\"outcome\":\"succeeded\",\"millis\":");
        assertThat(result(other).statusCode()).isEqualTo(200);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aFinishedRunIsToldAtOnce() throws Exception {
        end.countDown();
        use(builder(task()), Phase.SERVING);
        assertThat(get("/guard/warmup").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/guard/warmup", null).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/guard/warmup", "x").statusCode()).isEqualTo(405);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aCallerThatHangsUpEndsNothing() throws Exception {
        StartupGuard guard = use(builder(task()), Phase.WARMING);
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                    .write("GET /guard/warmup HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            await().until(() -> runs.get() == 1);
        }
        CompletableFuture<HttpResponse<String>> retry = sendLater("GET", "/guard/warmup");
        end.countDown();
        assertThat(result(retry).statusCode()).isEqualTo(200);
        await().until(() -> guard.status().phase() == Phase.SERVING);
        assertThat(runs).hasValue(1);
    }

    @Test
    void atTheLimitTheAnswerIsWhatStillRuns() throws Exception {
        use(builder(task(), "warmup.timeout", "300ms"), Phase.WARMING);
        HttpResponse<String> response = get("/guard/warmup");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"status\":\"down\"").contains("\"name\":\"cache\"");
    }

    /** Failure case 10 of probes. */
    @Test
    void whoGaveUpAtHisOwnLimitJoinsTheSameRunWithHisRetry() throws Exception {
        use(builder(task(), "warmup.timeout", "20s"), Phase.WARMING);
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                    .write("GET /guard/warmup HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        CompletableFuture<HttpResponse<String>> retry = sendLater("GET", "/guard/warmup");
        CompletableFuture<HttpResponse<String>> anotherRetry = sendLater("GET", "/guard/warmup");
        end.countDown();
        assertThat(result(retry).body()).contains("\"state\":\"complete\",\"attempts\":1,");
        assertThat(result(anotherRetry).statusCode()).isEqualTo(200);
        assertThat(runs).hasValue(1);
    }

    @Test
    void anInstanceWithNothingToWarmIsNotWarmBeforeItsSchemaFits() throws Exception {
        use(
                ContainerContract.builder("schema.min", "1")
                        .dataSource(TestDatabase.H2.create().dataSource()),
                Phase.HOLDING);
        HttpResponse<String> response = get("/guard/warmup");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .contains("\"state\":\"complete\"")
                .contains("\"reason\":\"The database has no schema history.\"");
    }

    @Test
    void anInstanceThatLeavesOrHasFailedIsNotWarmAnyMore() throws Exception {
        end.countDown();
        StartupGuard guard = use(builder(task()), Phase.SERVING);
        guard.fail("out of order");
        assertThat(get("/guard/warmup").statusCode()).isEqualTo(503);
        StartupGuard other = use(builder(task()), Phase.SERVING);
        other.drain();
        assertThat(get("/guard/warmup").statusCode()).isEqualTo(503);
    }

    @Test
    void aFailureIsToldWithoutItsTextToStrangers() throws Exception {
        WarmUpTask failing = WarmUpTask.of("cache", () -> {
            throw new IllegalStateException("password=hunter2");
        });
        use(builder(failing, "admin.token", TOKEN), Phase.WARMING);
        HttpResponse<String> response = get("/guard/warmup");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .contains("\"state\":\"failed\"")
                .contains("{\"name\":\"cache\",\"outcome\":\"failed\"")
                .doesNotContain("hunter2");
        assertThat(get("/guard/warmup", "Authorization", "Bearer " + TOKEN).body())
                .contains("\"detail\":");
    }

    @Test
    void inMaintenanceAnInstanceIsWarmThoughTasksWaitForTheMigration() throws Exception {
        GuardBuilder builder =
                builder(WarmUpTask.of("query", () -> {}).needingSchema(), "schema.min", "1", "maintenance.mode", "on");
        use(builder, Phase.HOLDING);
        await().untilAsserted(
                        () -> assertThat(get("/guard/warmup").statusCode()).isEqualTo(200));
        assertThat(get("/guard/warmup").body()).contains("\"state\":\"deferred\"");
    }

    @Test
    void anInstanceThatWaitsForTheMigrationIsNotWarm() throws Exception {
        use(builder(WarmUpTask.of("query", () -> {}).needingSchema(), "schema.min", "1"), Phase.HOLDING);
        assertThat(get("/guard/warmup").statusCode()).isEqualTo(503);
    }

    private WarmUpTask task() {
        CountDownLatch latch = end;
        return WarmUpTask.of("cache", () -> {
            runs.incrementAndGet();
            latch.await();
        });
    }

    private static GuardBuilder builder(WarmUpTask task, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("guard.schema.locations", ""));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("guard." + settings[i], settings[i + 1]);
        }
        return StartupGuard.builder()
                .configuration(GuardConfiguration.of(Settings.of(new PropertySettings("test", all))))
                .dataSource(TestDatabase.H2.create().dataSource())
                .warmUpTask(task);
    }
}
