package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real load balancer, run in the foreground with a configuration of the test's; ended when closed. */
final class ProxyProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ProxyProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ProxyProcess haproxy(Path folder, String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
        return start(folder, "/usr/sbin/haproxy", "-db", "-f", file.toString());
    }

    static ProxyProcess nginx(Path folder, String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        return start(
                folder,
                "/usr/sbin/nginx",
                "-p",
                folder.toString(),
                "-c",
                file.toString(),
                "-e",
                folder.resolve("error.log").toString());
    }

    /** Free now; nobody but this test is expected to take it before the process does. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static ProxyProcess start(Path folder, String... command) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(command[0])), "There is no " + command[0] + " here");
        Path log = folder.resolve("proxy.log");
        return new ProxyProcess(
                new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    void assertRuns() throws IOException {
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    }

    @Override
    public void close() {
        process.destroy();
        await().until(() -> !process.isAlive());
    }
}
