package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.GuardBuilder;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.WarmUpTask;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a behaviour test needs: one server per class, and in each test a guard in the phase and mode that it wants. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ContainerContract {

    static final String TOKEN = "a token of 28 characters ...";

    final TestContainer container;
    private final CurrentFilter filter = new CurrentFilter();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    final ApplicationServlet application = new ApplicationServlet();
    private TestContainer.RunningServer server;

    ContainerContract(TestContainer container) {
        this.container = container;
    }

    @BeforeAll
    void startServer() throws Exception {
        server = container.start(filter, application);
    }

    @AfterAll
    void stopServer() throws Exception {
        server.stop();
    }

    @AfterEach
    void closeGuards() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        toClose.clear();
        application.started.clear();
        application.requests.set(0);
        application.seen.clear();
    }

    int port() {
        return server.port();
    }

    /** A guard that serves, in the mode OFF. */
    StartupGuard serving(String... settings) {
        return guard(Phase.SERVING, settings);
    }

    /** A guard in this phase, in the mode that the settings say. Settings are names without prefix and values, in turn. */
    StartupGuard guard(Phase phase, String... settings) {
        List<String> all = new ArrayList<>();
        if (phase == Phase.HOLDING) {
            all.addAll(List.of("schema.min", "1"));
        }
        all.addAll(List.of(settings));
        GuardBuilder builder = builder(all.toArray(String[]::new))
                .dataSource(TestDatabase.H2.create().dataSource());
        if (phase == Phase.WARMING) {
            builder.warmUpTask(endlessTask());
        }
        return use(builder, phase);
    }

    /** A guard that bundles no migration and looks often. */
    static GuardBuilder builder(String... settings) {
        Map<String, String> all = new HashMap<>();
        all.put("guard.schema.locations", "");
        all.put("guard.schema.check-interval", "100ms");
        for (int i = 0; i < settings.length; i += 2) {
            all.put("guard." + settings[i], settings[i + 1]);
        }
        return StartupGuard.builder()
                .configuration(GuardConfiguration.of(Settings.of(new PropertySettings("test", all))));
    }

    /** Ends with the test. */
    WarmUpTask endlessTask() {
        CountDownLatch end = new CountDownLatch(1);
        closeWithTheTest(end::countDown);
        return WarmUpTask.of("endless", end::await);
    }

    void closeWithTheTest(AutoCloseable each) {
        toClose.add(each);
    }

    /** Starts what was built and waits for the phase. */
    StartupGuard use(GuardBuilder builder, Phase phase) {
        StartupGuard guard = builder.build();
        toClose.add(guard);
        filter.set(new GuardFilter(guard));
        if (phase == Phase.STARTING) {
            return guard; // never started: the schema was not looked at
        }
        guard.start();
        if (phase == Phase.DRAINING) {
            await().until(() -> guard.status().phase() == Phase.SERVING);
            guard.drain();
        }
        await().until(() -> guard.status().phase() == phase);
        return guard;
    }

    /** Has another filter stand before the application, such as one that learns the server's address. */
    void use(GuardFilter other) {
        filter.set(other);
    }

    static void switchTo(StartupGuard guard, MaintenanceMode mode) {
        guard.maintenance().set(mode, "moving house", "test", null);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendLater(String method, String path, String... headers) {
        return client.sendAsync(request(method, path, null, headers), BodyHandlers.ofString());
    }

    HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    void assertReachesTheApplication(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Seen-Headers")).isPresent();
    }

    static <T> T result(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
