package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The start needs nothing of the database, so that the guard can hold instead of the platform restarting. */
class StartWithoutDatabaseTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseIsNoReasonNotToStart(TestDatabase kind) {
        FreshDatabase database = Databases.create(kind, folder);
        try (RunningSample sample = RunningSample.start(Release.TWO, database)) {
            assertThat(sample.visitor().get("/site.css").statusCode()).isIn(200, 503);
            assertThat(sample.visitor().get("/").statusCode()).isGreaterThanOrEqualTo(500);

            RunningSample.migrate(Release.TWO, database);

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(sample.visitor().get("/").statusCode()).isEqualTo(200));
        }
    }

    @ParameterizedTest
    @Timeout(120)
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    void aSilentDatabaseIsNoReasonNotToStart(TestDatabase kind) throws Exception {
        try (SilentServer server = SilentServer.start()) {
            String url = "jdbc:" + (kind == TestDatabase.MARIADB ? "mariadb" : "postgresql") + "://127.0.0.1:"
                    + server.port() + "/conferences";
            try (RunningSample sample =
                    RunningSample.start(Release.TWO, new FreshDatabase(kind, url, "app", "secret"))) {
                assertThat(sample.visitor().get("/site.css").statusCode()).isIn(200, 503);
            }
        }
    }
}
