package dev.startupguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class FreezingProxyTest {

    @Test
    void passesBytesUntilItFreezesAndTheRestWhenItThaws() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FreezingProxy proxy = FreezingProxy.to("127.0.0.1", target.getLocalPort());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                Socket accepted = target.accept()) {
            accepted.setSoTimeout(5000);
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);

            proxy.freeze();
            client.getOutputStream().write(2);
            accepted.setSoTimeout(100);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            proxy.thaw();
            accepted.setSoTimeout(5000);
            assertThat(accepted.getInputStream().read()).isEqualTo(2);
        }
    }
}
