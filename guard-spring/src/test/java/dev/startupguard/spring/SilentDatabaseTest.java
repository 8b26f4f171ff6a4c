package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.spring.WebApplication.Server;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.LogCapture;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that accepts connections and never answers. */
class SilentDatabaseTest {

    /** Less than the pool would wait for a connection. */
    private static final Duration SOON = Duration.ofSeconds(25);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://localhost:%d/app?loginTimeout=1, PostgreSQLDialect",
        "jdbc:mariadb://localhost:%d/app?connectTimeout=1000&socketTimeout=1000, MariaDBDialect"
    })
    void theApplicationStartsAndHoldsWithTheDialectOfItsUrl(String url, String dialect) throws IOException {
        try (SilentServer server = SilentServer.start()) {
            long began = System.nanoTime();
            Applications.on(url.formatted(server.port()), "app", "hush")
                    .withPropertyValues(
                            "spring.flyway.locations=classpath:migrations-by-vendor/{vendor},classpath:migrations",
                            "guard.database.timeout=200ms",
                            "guard.schema.check-interval=1h")
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
                        assertThat(context.getBean(EntityManagerFactory.class)
                                        .unwrap(SessionFactoryImplementor.class)
                                        .getJdbcServices()
                                        .getDialect()
                                        .getClass()
                                        .getSimpleName())
                                .isEqualTo(dialect);
                        StartupGuard guard = context.getBean(StartupGuard.class);
                        Awaitility.await().until(() -> guard.status().phase() == Phase.HOLDING);
                    });
        }
    }

    @Test
    void aDatabaseThatAnswersIsAskedAsAlways() {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        try (LogCapture log = LogCapture.of(SilentDatabase.class)) {
            Applications.on(database).run(context -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBean(EntityManagerFactory.class).getProperties())
                        .doesNotContainKey(SilentDatabase.METADATA_ACCESS);
            });
            assertThat(log.messages("WARN")).isEmpty();
        }
    }

    @Test
    void aDialectThatIsConfiguredStays() throws IOException {
        try (SilentServer server = SilentServer.start()) {
            Applications.on("jdbc:postgresql://localhost:" + server.port() + "/app?loginTimeout=1", "app", "hush")
                    .withPropertyValues(
                            "spring.jpa.database-platform=org.hibernate.dialect.CockroachDialect",
                            "guard.database.timeout=200ms")
                    .run(context -> assertThat(
                                    context.getBean(EntityManagerFactory.class).getProperties())
                            .containsEntry(SilentDatabase.METADATA_ACCESS, "false")
                            .doesNotContainKey(SilentDatabase.PRODUCT_NAME));
        }
    }

    @Test
    void probesAnswerAtOnceAndItOpensWithoutARestart() throws IOException {
        FreshDatabase real = TestDatabase.POSTGRESQL.create();
        WebApplicationTest.migrate(real);
        URI address = URI.create(real.url().substring("jdbc:".length()));
        try (Relay relay = Relay.to(address.getPort())) {
            String url = "jdbc:postgresql://localhost:" + relay.port() + address.getPath() + "?loginTimeout=1";
            FreshDatabase silent = new FreshDatabase(real.kind(), url, real.user(), real.password());
            try (WebApplication application = WebApplication.start(
                    Server.JETTY,
                    silent,
                    "guard.database.timeout=300ms",
                    "spring.datasource.hikari.connection-timeout=1000")) {
                Awaitility.await().until(() -> application.guard().status().phase() == Phase.HOLDING);
                for (String probe : List.of("/guard/live", "/guard/ready")) {
                    application.status(probe); // the first request makes servlets and classes
                    long began = System.nanoTime();
                    assertThat(application.status(probe)).isEqualTo(probe.endsWith("live") ? 200 : 503);
                    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(250));
                }

                relay.passOn();

                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> application.status("/guard/ready") == 200);
                assertThat(application.get("/people").body()).isEqualTo("0 people");
            }
        }
    }

    @Test
    void probesAnswerWhileThePoolIsExhaustedAndTheCheckGoesOnAfterwards() throws Exception {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        WebApplicationTest.migrate(database);
        try (WebApplication application = WebApplication.start(
                Server.JETTY,
                database,
                "spring.datasource.hikari.maximum-pool-size=1",
                "spring.datasource.hikari.connection-timeout=250",
                "guard.database.timeout=300ms")) {
            StartupGuard guard = application.guard();
            Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
            try (Connection taken =
                    application.context().getBean(DataSource.class).getConnection()) {
                Awaitility.await().until(() -> guard.status().checkFailure() != null);
                assertThat(application.status("/guard/live")).isEqualTo(200);
                assertThat(application.status("/guard/ready")).isEqualTo(200);
                assertThat(taken.isValid(1)).isTrue();
            }

            Awaitility.await().until(() -> guard.status().checkFailure() == null);
            assertThat(application.get("/people").body()).isEqualTo("0 people");
        }
    }
}
