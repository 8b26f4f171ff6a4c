package dev.startupguard.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class SilentServerTest {

    @Test
    void acceptsAndNeverAnswersUntilItIsToldToClose() throws Exception {
        try (SilentServer server = SilentServer.start();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write("anybody there?".getBytes());
            client.setSoTimeout(50);
            await().until(() -> server.connections() == 1);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            client.setSoTimeout(5000);
            server.closeConnections();
            assertThatThrownBy(() -> {
                        if (client.getInputStream().read() == -1) {
                            throw new EOFException();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }
}
