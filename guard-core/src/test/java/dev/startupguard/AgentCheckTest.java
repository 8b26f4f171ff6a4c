package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.LogCapture;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentCheckTest {

    private final SwitchableDataSource dataSource =
            new SwitchableDataSource(TestDatabase.H2.create().dataSource());
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @Test
    void saysDownUpAndDrainAsTheInstanceStands() throws IOException {
        int port = freePort();
        CountDownLatch mayLook = dataSource.hold();
        StartupGuard guard = start(port);
        awaitLine(port, "down #starting\n");

        mayLook.countDown();
        awaitLine(port, "up ready\n");

        guard.drain();
        assertThat(ask(port)).isEqualTo("drain\n");

        guard.fail("out of order");
        assertThat(ask(port)).isEqualTo("down #draining\n");
    }

    @Test
    void anInstanceInMaintenanceIsUpToShowItsPage() throws IOException {
        int port = freePort();
        start(port, "guard.maintenance.mode", "on");
        awaitLine(port, "up ready\n");
    }

    @Test
    void whoSendsAndSaysNothingMoreHoldsUpNobody() throws IOException {
        int port = freePort();
        start(port);
        awaitLine(port, "up ready\n");
        for (int i = 0; i < 50; i++) {
            toClose.add(new Socket(InetAddress.getLoopbackAddress(), port)); // and reads nothing
        }
        assertThat(ask(port)).isEqualTo("up ready\n");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(each -> each.getName().equals("startup-guard-agent-check"))
                .hasSize(1);
    }

    @Test
    void aPortThatIsTakenIsSaidOnceAndAnsweredWhenItIsFree() throws IOException {
        try (LogCapture log = LogCapture.of(StartupGuard.class)) {
            int port;
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = taken.getLocalPort();
                start(port);
                await().until(() -> log.messages().stream().anyMatch(each -> each.contains("guard.agent-check.port")));
            }
            awaitLine(port, "up ready\n");
            assertThat(log.messages())
                    .filteredOn(each -> each.contains("guard.agent-check.port"))
                    .hasSize(1);
        }
    }

    @Test
    void thePortIsClosedWithTheGuard() throws IOException {
        int port = freePort();
        StartupGuard guard = start(port);
        awaitLine(port, "up ready\n");

        guard.close();

        await().untilAsserted(() -> {
            try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(again.isBound()).isTrue();
            }
        });
    }

    private StartupGuard start(int port, String... further) {
        Map<String, String> settings =
                new java.util.HashMap<>(Map.of("guard.schema.locations", "", "guard.schema.min", "1"));
        settings.put("guard.schema.on-incompatible", "warn");
        settings.put("guard.agent-check.port", String.valueOf(port));
        for (int i = 0; i < further.length; i += 2) {
            settings.put(further[i], further[i + 1]);
        }
        StartupGuard guard = StartupGuard.builder()
                .configuration(GuardConfiguration.of(Settings.of(new PropertySettings("test", settings))))
                .dataSource(dataSource)
                .build();
        toClose.add(guard);
        guard.start();
        return guard;
    }

    private static void awaitLine(int port, String line) {
        await().ignoreException(java.net.ConnectException.class)
                .untilAsserted(() -> assertThat(ask(port)).isEqualTo(line));
    }

    /** As HAProxy does: connects, sends nothing, and reads to the end. */
    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
