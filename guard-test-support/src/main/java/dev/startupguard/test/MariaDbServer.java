package dev.startupguard.test;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mariadb.MariaDBContainer;

/** The one MariaDB server of this JVM, version 10.11 in a container. */
final class MariaDbServer {
    private MariaDbServer() {}

    static DatabaseServer get() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "MariaDB is tested in a container, and Docker is not available on this machine");
        return Holder.SERVER;
    }

    private static final class Holder {
        static final DatabaseServer SERVER = container();
    }

    // Closed by the shutdown hook: the server lives as long as the JVM.
    @SuppressWarnings("resource")
    private static DatabaseServer container() {
        MariaDBContainer container = new MariaDBContainer("mariadb:10.11")
                .withUsername("root")
                .withPassword("mariadb secret")
                .withTmpFs(Map.of("/var/lib/mysql", "rw"))
                .withStartupTimeout(Duration.ofMinutes(3));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop-mariadb"));
        String prefix = "jdbc:mariadb://" + container.getHost() + ":" + container.getMappedPort(3306) + "/";
        return new DatabaseServer(
                new FreshDatabase(TestDatabase.MARIADB, prefix + "mysql", "root", "mariadb secret"), prefix::concat);
    }
}
