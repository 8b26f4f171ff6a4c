package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Many probes at once cost the database nothing. */
abstract class ProbeLoadContract extends ContainerContract {

    private static final int PROBES = 1000;
    private static final String[] PATHS = {"/guard/live", "/guard/started", "/guard/ready"};

    ProbeLoadContract(TestContainer container) {
        super(container);
    }

    /** Failure cases 12, 13, 14 and 21 of probes. */
    @Test
    void aThousandProbesAtOnceAreAnsweredWhileTheOneCheckHangsAndMakeNoOther() throws Exception {
        FreshDatabase database = TestDatabase.H2.create();
        MigratedDatabase.toVersion1(database);
        SwitchableDataSource dataSource = new SwitchableDataSource(database.dataSource());
        StartupGuard guard = use(
                builder("schema.min", "1", "schema.check-interval", "1h", "database.timeout", "1m")
                        .dataSource(dataSource),
                Phase.SERVING);
        CountDownLatch mayLook = dataSource.hold();
        closeWithTheTest(mayLook::countDown);
        guard.checkSchema();
        await().until(() -> dataSource.connections() == 2);

        assertThat(askAtOnce()).hasSize(PROBES).containsOnly(200);

        assertThat(dataSource.connections()).isEqualTo(2);
        assertThat(guard.status().phase()).isEqualTo(Phase.SERVING);
    }

    /** All requests are under way before the first answer is read. */
    private List<Integer> askAtOnce() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < PROBES; i++) {
                sockets.add(new Socket("127.0.0.1", port()));
            }
            for (int i = 0; i < PROBES; i++) {
                String request = "GET " + PATHS[i % PATHS.length] + " HTTP/1.1\r\nHost: x\r\n\r\n";
                sockets.get(i).setSoTimeout(20_000);
                sockets.get(i).getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            List<Integer> answers = new ArrayList<>();
            for (Socket socket : sockets) {
                answers.add(ProbeAnswer.read(socket.getInputStream(), false).status());
            }
            return answers;
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
