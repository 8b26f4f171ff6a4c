package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The container's own Jakarta WebSocket, whose handshakes some containers answer in a filter of their own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WebSocketContract {

    private static final int GOING_AWAY = 1001;
    private static final String WORK =
            "\"work\":{\"safeRequests\":0,\"unsafeRequests\":0,\"connections\":%d,\"readingWork\":0,\"writingWork\":0}";

    @TempDir
    static Path folder;

    private final TestContainer container;
    private final Semaphore registered = new Semaphore(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private TestContainer.ApplicationServer server;

    WebSocketContract(TestContainer container) {
        this.container = container;
    }

    @BeforeAll
    void startApplication() throws Exception {
        WebApplicationFolder.create(folder);
        WebApplicationFolder.addClass(folder, GuardedSocket.class);
        server = container.startServer();
        Map<String, String> settings =
                Map.of("guard.schema.locations", "", "guard.admin.token", ContainerContract.TOKEN);
        DeployedApplication.deploy(server, folder, "", settings, this::addSocket);
    }

    @AfterAll
    void stopServer() throws Exception {
        server.stop();
    }

    @BeforeEach
    void open() throws Exception {
        switchTo("off");
        await().until(() -> get("/page").statusCode() == 200);
    }

    @Test
    void aHandshakeGetsTheClosedResponseWhileTheModeIsOn() throws Exception {
        switchTo("on");
        Throwable failure = catchThrowable(() -> connect(new CompletableFuture<>()));
        assertThat(failure).hasCauseInstanceOf(WebSocketHandshakeException.class);
        HttpResponse<?> refused = ((WebSocketHandshakeException) failure.getCause()).getResponse();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Startup-Guard")).hasValue("maintenance");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aRegisteredSocketIsToldToEndWhenTheModeCloses() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        connect(closed);
        switchTo("on");
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
    }

    @Test
    void anOpenSocketIsAConnectionUnderWayUntilItEnds() throws Exception {
        WebSocket socket = connect(new CompletableFuture<>());
        await().untilAsserted(() -> assertThat(status()).contains(WORK.formatted(1)));
        socket.abort();
        await().untilAsserted(() -> assertThat(status()).contains(WORK.formatted(0)));
    }

    @Test
    void aSocketThatIsToldToEndCountsUntilItHas() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        connect(closed);
        switchTo("on");
        closed.get(10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(status()).contains(WORK.formatted(0), "\"drained\":true"));
    }

    private void addSocket(ServletContext context) {
        ServerContainer sockets = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        try {
            Class<?> type = context.getClassLoader().loadClass(GuardedSocket.class.getName());
            ServerEndpointConfig config =
                    ServerEndpointConfig.Builder.create(type, "/socket").build();
            config.getUserProperties().put(GuardedSocket.GUARD, context.getAttribute(GuardFilter.GUARD_ATTRIBUTE));
            config.getUserProperties().put(GuardedSocket.REGISTERED, registered);
            sockets.addEndpoint(config);
        } catch (ClassNotFoundException | DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A socket that is registered with the guard. */
    private WebSocket connect(CompletableFuture<Integer> closed) throws Exception {
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/socket"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
                        closed.complete(statusCode);
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        assertThat(registered.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        return socket;
    }

    private void switchTo(String mode) throws Exception {
        HttpRequest request = request("/guard/maintenance")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}"))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private String status() throws Exception {
        return get("/guard/status").body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + ContainerContract.TOKEN);
    }
}
