package dev.startupguard.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The one PostgreSQL server of this JVM: version 15 in a container, or the embedded binaries where Docker is missing. */
final class PostgresServer {
    private PostgresServer() {}

    static DatabaseServer get() {
        return Holder.SERVER;
    }

    private static final class Holder {
        static final DatabaseServer SERVER =
                DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    }

    // Closed by the shutdown hook: the server lives as long as the JVM.
    @SuppressWarnings("resource")
    private static DatabaseServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:15")
                .withUsername("guard")
                .withPassword("postgres secret")
                .withTmpFs(Map.of("/var/lib/postgresql/data", "rw"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300")
                .withStartupTimeout(Duration.ofMinutes(3));
        container.start();
        stopWithTheJvm(container::stop);
        return server(container.getHost(), container.getMappedPort(5432), "guard", "postgres secret");
    }

    private static DatabaseServer embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setDataDirectoryCustomizer(PostgresServer::askForPasswords)
                    .start();
            stopWithTheJvm(() -> close(postgres));
            FreshDatabase owner = new FreshDatabase(
                    TestDatabase.POSTGRESQL, postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
            owner.execute("CREATE ROLE guard SUPERUSER LOGIN PASSWORD 'postgres secret'");
            return server("localhost", postgres.getPort(), "guard", "postgres secret");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The embedded server trusts local connections, as its own start needs; the tests' user must have the right password. */
    private static void askForPasswords(File dataDirectory) {
        Path rules = dataDirectory.toPath().resolve("pg_hba.conf");
        try {
            Files.writeString(rules, "host all guard all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseServer server(String host, int port, String user, String password) {
        String prefix = "jdbc:postgresql://" + host + ":" + port + "/";
        return new DatabaseServer(
                new FreshDatabase(TestDatabase.POSTGRESQL, prefix + "postgres", user, password), prefix::concat);
    }

    // The containers' own reaper may be switched off where it cannot run.
    private static void stopWithTheJvm(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-postgres"));
    }
}
