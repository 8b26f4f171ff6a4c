package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar, run as a process of its own in a folder that the test gives it; killed when closed. */
final class SampleProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "sample-app.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;

    private SampleProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts {@code java -jar sample-app.jar args}, which returns at once.
     *
     * @param folder where it runs, and where the default database goes
     * @param environment added to this process's environment, from which settings of the sample and the guard are taken out
     */
    static SampleProcess start(Path folder, Map<String, String> environment, String... args) {
        try {
            int port = freePort();
            Path log = Files.createTempFile(folder, "sample-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command(args))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.matches("(SAMPLE|GUARD|SPRING|SERVER|MAINTENANCE)_.*"));
            builder.environment().put("SERVER_PORT", String.valueOf(port));
            builder.environment().putAll(environment);
            return new SampleProcess(builder.start(), port, log);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample could not be started; is " + JAR + " built?", e);
        }
    }

    private static List<String> command(String... args) {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        return command;
    }

    /** Free now; nobody but this test is expected to take it before the process does. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Visitor visitor() {
        return new Visitor(port);
    }

    /** What it wrote so far, standard output and standard error together. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a text in the output. */
    SampleProcess awaitOutput(String text) {
        await(text).atMost(PATIENCE).untilAsserted(() -> assertThat(output()).contains(text));
        return this;
    }

    /** Waits until the port accepts connections; fails at once, with the output, where the process ends instead. */
    SampleProcess awaitPort() {
        await("port " + port)
                .atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(this::output).isTrue())
                .until(this::accepts);
        return this;
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Waits for the end; the exit code. */
    int awaitExit() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("Still running; it said:%n%s", output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for the end", e);
        }
    }

    /** Asks it to stop, as a platform does (SIGTERM). */
    void stop() {
        process.destroy();
    }

    /** Kills it (SIGKILL). */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
