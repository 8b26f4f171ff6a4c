package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Admission;
import dev.startupguard.StartupGuard;
import dev.startupguard.Work;
import dev.startupguard.maintenance.MaintenanceMode;
import jakarta.servlet.AsyncContext;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are counted from before the look at the mode until their response is complete, exactly once. */
abstract class InFlightContract extends ContainerContract {

    private static final Work NONE = new Work(0, 0, 0, 0, 0);

    InFlightContract(TestContainer container) {
        super(container);
    }

    @Test
    void countsSafeAndUnsafeRequestsWhileTheyRun() throws Exception {
        StartupGuard guard = serving();
        CompletableFuture<HttpResponse<String>> get = sendLater("GET", "/slow");
        CompletableFuture<HttpResponse<String>> post = sendLater("POST", "/slow");
        await().until(() -> guard.work().equals(new Work(1, 1, 0, 0, 0)));

        switchTo(guard, MaintenanceMode.ON);
        assertThat(guard.isDrained()).isFalse();
        application.release.release(2);
        assertReachesTheApplication(result(get));
        assertReachesTheApplication(result(post));
        await().until(guard::isDrained);
        assertThat(guard.work()).isEqualTo(NONE);
    }

    @Test
    void pathsAllowedInReadOnlyDoNotHoldItsDrainUp() throws Exception {
        StartupGuard guard = serving("maintenance.read-only.allow", "/mapped/*");
        CompletableFuture<HttpResponse<String>> post = sendLater("POST", "/mapped/slow");
        await().until(() -> guard.work().equals(new Work(1, 0, 0, 0, 0)));
        switchTo(guard, MaintenanceMode.READ_ONLY);
        assertThat(guard.isDrained()).isTrue();
        application.release.release();
        assertReachesTheApplication(result(post));
    }

    @Test
    void whatWritesByASafeMethodHoldsTheDrainOfReadOnlyUp() throws Exception {
        StartupGuard guard = serving("maintenance.read-only.deny", "/mapped/*");
        CompletableFuture<HttpResponse<String>> get = sendLater("GET", "/mapped/slow");
        await().until(() -> guard.work().equals(new Work(0, 1, 0, 0, 0)));
        switchTo(guard, MaintenanceMode.READ_ONLY);
        assertThat(guard.isDrained()).isFalse();
        application.release.release();
        assertReachesTheApplication(result(get));
        await().until(guard::isDrained);
    }

    @Test
    void exemptRequestsAndProbesAreNotCounted() throws Exception {
        StartupGuard guard = serving("maintenance.exempt-paths", "/mapped/*");
        CompletableFuture<HttpResponse<String>> exempt = sendLater("GET", "/mapped/slow");
        await().until(() -> application.requests.get() == 1);
        get("/guard/ready");
        assertThat(guard.work()).isEqualTo(NONE);
        application.release.release();
        assertReachesTheApplication(result(exempt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/throw", "/error", "/forward", "/async-at-once"})
    void countsNothingAfterwards(String path) throws Exception {
        StartupGuard guard = serving();
        get(path);
        send("POST", path, "x");
        await().until(() -> guard.work().equals(NONE));
    }

    @Test
    void refusedRequestsAreNotCounted() throws Exception {
        StartupGuard guard = serving("maintenance.mode", "on");
        assertThat(get("/page").statusCode()).isEqualTo(503);
        assertThat(guard.work()).isEqualTo(NONE);
    }

    /** Failure case 21. */
    @Test
    void refusalsAreCountedByReasonAndAdmissionsNot() throws Exception {
        StartupGuard guard = serving();
        get("/page");
        switchTo(guard, MaintenanceMode.READ_ONLY);
        get("/page");
        send("POST", "/page", "x");
        switchTo(guard, MaintenanceMode.ON);
        get("/page");
        get("/guard/ready");

        assertThat(guard.refusals().count(Admission.READ_ONLY)).isEqualTo(1);
        assertThat(guard.refusals().count(Admission.MAINTENANCE)).isEqualTo(1);
        assertThat(guard.refusals().total()).isEqualTo(2);
    }

    @Test
    void countsAnAsyncRequestUntilItIsComplete() throws Exception {
        StartupGuard guard = serving();
        CompletableFuture<HttpResponse<String>> response = sendLater("GET", "/async");
        AsyncContext context = application.nextAsync();
        switchTo(guard, MaintenanceMode.ON);
        assertThat(get("/page").statusCode()).isEqualTo(503); // served after the first has left the filter
        assertThat(guard.work()).isEqualTo(new Work(1, 0, 0, 0, 0));
        assertThat(guard.isDrained()).isFalse();
        context.complete();
        assertThat(result(response).statusCode()).isEqualTo(200);
        await().until(() -> guard.work().equals(NONE));
    }

    @Test
    void countsARequestThroughSeveralAsyncCyclesOnce() throws Exception {
        StartupGuard guard = serving();
        CompletableFuture<HttpResponse<String>> response = sendLater("GET", "/async-twice");
        application.nextAsync().dispatch();
        AsyncContext second = application.nextAsync();
        get("/page");
        await().during(100, TimeUnit.MILLISECONDS).until(() -> guard.work().equals(new Work(1, 0, 0, 0, 0)));
        second.dispatch();
        assertReachesTheApplication(result(response));
        await().until(() -> guard.work().equals(NONE));
        await().during(100, TimeUnit.MILLISECONDS).until(() -> guard.work().equals(NONE));
    }

    @Test
    void anAsyncRequestThatTimesOutIsCountedOutOnce() throws Exception {
        StartupGuard guard = serving();
        assertThat(get("/async-time-out").statusCode()).isEqualTo(500);
        await().until(() -> guard.work().equals(NONE));
        await().during(100, TimeUnit.MILLISECONDS).until(() -> guard.work().equals(NONE));
    }

    @Test
    void anAsyncRequestThatThrowsIsCountedOutOnce() throws Exception {
        StartupGuard guard = serving();
        try (Socket socket = new Socket("127.0.0.1", port())) { // Tomcat may close the connection without an answer
            socket.getOutputStream()
                    .write("GET /async-throw HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            application.nextAsync();
            socket.getInputStream().read();
        }
        await().until(() -> guard.work().equals(NONE));
        await().during(100, TimeUnit.MILLISECONDS).until(() -> guard.work().equals(NONE));
    }

    @Test
    void anAsyncRequestWhoseClientHasGoneCountsUntilTheApplicationIsDone() throws Exception {
        StartupGuard guard = serving();
        AsyncContext context;
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                    .write("GET /async HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            context = application.nextAsync();
        }
        await().during(100, TimeUnit.MILLISECONDS).until(() -> guard.work().safeRequests() == 1);
        context.complete();
        await().until(() -> guard.work().equals(NONE));
        await().during(100, TimeUnit.MILLISECONDS).until(() -> guard.work().equals(NONE));
    }
}
