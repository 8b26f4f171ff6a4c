package dev.startupguard.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class RabbitServerTest {

    @Test
    void itSpeaksAmqpOnALoopbackPort() throws IOException {
        RabbitServer server = RabbitServer.get();
        try (Socket socket = new Socket(InetAddress.getByName(server.host()), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
            assertThat(socket.getInputStream().read()).as("a method frame").isEqualTo(1);
        }
        assertThat(InetAddress.getByName(server.host()).isLoopbackAddress()).isTrue();
    }

    @Test
    void thereIsOneInAJvm() {
        assertThat(RabbitServer.get()).isSameAs(RabbitServer.get());
    }
}
