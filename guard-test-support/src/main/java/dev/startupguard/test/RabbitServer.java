package dev.startupguard.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * The one RabbitMQ server of this JVM, from Debian's package, on the loopback address: a process of its own beside whatever the
 * package may have started, with its own port, name, data and port mapper.
 */
public final class RabbitServer {

    /** Debian's launcher above it changes the user and insists on the system's folders. */
    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private static final Path PORT_MAPPER = Path.of("/usr/bin/epmd");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final byte[] GREETING = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

    private final int port;

    private RabbitServer(int port) {
        this.port = port;
    }

    /** The server, started at the first call; where it is not installed the test is skipped. */
    public static RabbitServer get() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM) && Files.isExecutable(PORT_MAPPER),
                "There is no rabbitmq-server here (Debian's package of that name)");
        return Holder.SERVER;
    }

    public int port() {
        return port;
    }

    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** The user, and the password, which the server accepts from this machine alone. */
    public String user() {
        return "guest";
    }

    private static final class Holder {
        static final RabbitServer SERVER = launch();
    }

    private static RabbitServer launch() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "rabbitmq")
                    .toAbsolutePath();
            int mapperPort = freePort();
            Process mapper = process(folder, Map.of(), PORT_MAPPER, "-port", "" + mapperPort, "-address", "127.0.0.1");
            endWithTheJvm(mapper);
            RabbitServer server = new RabbitServer(freePort());
            Process broker = process(folder, server.environment(folder, mapperPort), PROGRAM);
            endWithTheJvm(broker);
            server.awaitStart(broker, folder);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment(Path folder, int mapperPort) throws IOException {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("ERL_EPMD_PORT", "" + mapperPort),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry(
                        "RABBITMQ_ALLOW_INPUT",
                        "true"), // the script becomes the broker, whose id is the process's then
                Map.entry("RABBITMQ_NODENAME", "guard" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", host()),
                Map.entry("RABBITMQ_NODE_PORT", "" + port),
                Map.entry("RABBITMQ_DIST_PORT", "" + freePort()),
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} -noinput"),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString()),
                Map.entry(
                        "RABBITMQ_CONF_ENV_FILE",
                        folder.resolve("rabbitmq-env.conf").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("plugins").toString()));
    }

    private static Process process(Path folder, Map<String, String> environment, Path program, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve(program.getFileName() + ".out").toFile());
        return builder.start();
    }

    private void awaitStart(Process broker, Path folder) throws IOException {
        long end = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!answers()) {
            if (!broker.isAlive() || System.nanoTime() - end >= 0) {
                throw new IllegalStateException("RabbitMQ did not start; it said: "
                        + Files.readString(folder.resolve(PROGRAM.getFileName() + ".out")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(host(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(GREETING);
            return socket.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void endWithTheJvm(Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "stop-rabbitmq"));
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
