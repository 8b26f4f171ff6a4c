package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real HAProxy in front of two instances, with users who notice nothing. */
class HaproxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int door;

    @AfterEach
    void close() throws Exception {
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
    }

    @Test
    void anInstanceIsTakenOutAndPutBackWithoutAFailedRequest() throws Exception {
        ServedInstance a = stopping(ServedInstance.serving("readiness.in-maintenance", "not-ready"));
        ServedInstance b = stopping(ServedInstance.serving());
        start(a, b, "option httpchk OPTIONS /guard/ready", "");
        FlowingTraffic traffic = closing(new FlowingTraffic(door));

        a.switchTo(MaintenanceMode.ON);
        awaitState("a", "DOWN");
        int whenOut = a.requests();
        traffic.awaitMore();
        assertThat(a.requests()).isEqualTo(whenOut);

        a.switchTo(MaintenanceMode.OFF);
        awaitState("a", "UP");
        await().until(() -> a.requests() > whenOut);
        traffic.awaitMore();
        assertThat(traffic.answers()).containsOnlyKeys("200");
    }

    @Test
    void anInstanceThatDrainsServesUntilHaproxyHasNoticedAndCanBeStopped() throws Exception {
        ServedInstance a = stopping(ServedInstance.serving());
        ServedInstance b = stopping(ServedInstance.serving());
        start(a, b, "option httpchk OPTIONS /guard/ready", "");
        FlowingTraffic traffic = closing(new FlowingTraffic(door));

        a.guard.drain();
        awaitState("a", "DOWN");
        a.stop();

        traffic.awaitMore();
        assertThat(traffic.answers()).containsOnlyKeys("200");
    }

    @Test
    void withDisableOn404SessionsStayWhereTheyAreAndNewOnesGoElsewhere() throws Exception {
        ServedInstance a = stopping(ServedInstance.serving("readiness.draining-status", "404"));
        ServedInstance b = stopping(ServedInstance.serving("readiness.draining-status", "404"));
        start(a, b, "option httpchk OPTIONS /guard/ready\n  http-check disable-on-404", "");
        FlowingTraffic traffic = closing(new FlowingTraffic(door));
        assertStaysOn(a);

        a.guard.drain();
        awaitState("a", "NOLB");

        assertStaysOn(a);
        assertNewSessionsGoTo("b");
        traffic.awaitMore();
        assertThat(traffic.answers()).containsOnlyKeys("200");
    }

    @Test
    void theAgentCheckTellsHaproxyDownUpAndDrain() throws Exception {
        FreshDatabase database = TestDatabase.H2.create();
        MigratedDatabase.toVersion1(database);
        SwitchableDataSource dataSource = new SwitchableDataSource(database.dataSource());
        CountDownLatch mayLook = dataSource.hold();
        int agentPort = ProxyProcess.freePort();
        ServedInstance a = stopping(
                ServedInstance.starting(dataSource, "agent-check.port", String.valueOf(agentPort), "schema.min", "1"));
        ServedInstance b = stopping(ServedInstance.serving());
        start(a, b, "option httpchk OPTIONS /guard/live", "agent-check agent-port " + agentPort + " agent-inter 100ms");
        awaitState("a", "DOWN (agent)");
        FlowingTraffic traffic = closing(new FlowingTraffic(door));
        assertThat(a.requests()).isZero();

        mayLook.countDown();
        awaitState("a", "UP");
        assertThat(a.guard.status().phase()).isEqualTo(Phase.SERVING);
        assertStaysOn(a);

        a.guard.drain();
        awaitState("a", "DRAIN");
        assertStaysOn(a);
        assertNewSessionsGoTo("b");

        a.guard.close(); // and the next process at that address:
        stopping(ServedInstance.serving("agent-check.port", String.valueOf(agentPort)));
        awaitState("a", "UP");
        traffic.awaitMore();
        assertThat(traffic.answers()).containsOnlyKeys("200");
    }

    @Test
    void aFleetInMaintenanceStaysInRotationToShowItsPage() throws Exception {
        ServedInstance a = stopping(ServedInstance.serving("maintenance.mode", "on"));
        ServedInstance b = stopping(ServedInstance.serving("maintenance.mode", "on"));
        start(a, b, "option httpchk OPTIONS /guard/ready", "");

        HttpResponse<String> page = get("Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Startup-Guard")).hasValue("maintenance");
        assertThat(page.body()).contains("<html");
    }

    private void assertStaysOn(ServedInstance instance) throws Exception {
        int before = instance.requests();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> response = get("Cookie", "SERVER=a");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Set-Cookie"))
                    .isEmpty(); // HAProxy sets it where it moves somebody
        }
        assertThat(instance.requests()).isGreaterThanOrEqualTo(before + 5);
    }

    private void assertNewSessionsGoTo(String server) throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(get("Accept", "*/*").headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("SERVER=" + server);
        }
    }

    private void start(ServedInstance a, ServedInstance b, String check, String moreOfA) throws Exception {
        door = ProxyProcess.freePort();
        ProxyProcess haproxy =
                closing(ProxyProcess.haproxy(folder, """
                defaults
                  mode http
                  timeout connect 2s
                  timeout client 20s
                  timeout server 20s
                  timeout check 10s
                  retries 3
                  option redispatch 1
                  retry-on conn-failure empty-response 503
                listen door
                  bind 127.0.0.1:%d
                  balance roundrobin
                  cookie SERVER insert indirect nocache
                  stats enable
                  stats uri /haproxy
                  %s
                  default-server check inter 100ms fall 1 rise 1
                  server a 127.0.0.1:%d cookie a %s
                  server b 127.0.0.1:%d cookie b
                """.formatted(door, check, a.port(), moreOfA, b.port())));
        await().atMost(PATIENCE).ignoreException(ConnectException.class).untilAsserted(() -> {
            haproxy.assertRuns();
            assertThat(state("b")).startsWith("UP");
        });
        awaitState("a", moreOfA.isEmpty() ? "UP" : "DOWN (agent)");
    }

    private void awaitState(String server, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(server)).startsWith(state));
    }

    /** What HAProxy's statistics call the server: the column "status". */
    private String state(String server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door + "/haproxy;csv"))
                .build();
        String table = client.send(request, BodyHandlers.ofString()).body();
        return table.lines()
                .filter(line -> line.startsWith("door," + server + ","))
                .map(line -> line.split(",", -1)[17])
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> get(String name, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door + "/page"))
                .header(name, value)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private ServedInstance stopping(ServedInstance instance) {
        toClose.push(instance::stop);
        return instance;
    }

    private <T extends AutoCloseable> T closing(T each) {
        toClose.push(each);
        return each;
    }
}
