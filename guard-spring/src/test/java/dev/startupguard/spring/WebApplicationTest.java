package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.WebApplication.Server;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebApplicationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void itHoldsUntilTheSchemaFitsAndThenOpensByItself(Server server) {
        FreshDatabase database = TestDatabase.h2File(folder);
        try (WebApplication application = WebApplication.start(server, database)) {
            Awaitility.await().until(() -> application.guard().status().phase() == Phase.HOLDING);
            assertThat(application.status("/people")).isEqualTo(503);
            assertThat(application.status("/guard/ready")).isEqualTo(503);
            assertThat(application.status("/guard/live")).isEqualTo(200);

            migrate(database);

            Awaitility.await().until(() -> application.status("/guard/ready") == 200);
            assertThat(application.get("/people").body()).isEqualTo("0 people");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHeldReachesNoOtherFilter(Server server) {
        try (WebApplication application = WebApplication.start(
                server,
                TestDatabase.h2File(folder),
                "guard.maintenance.mode=on",
                "server.forward-headers-strategy=framework")) {
            assertThat(application.status("/people")).isEqualTo(503);
            assertThat(application.status("/guard/ready")).isEqualTo(200);
            assertThat(application.filteredRequests()).isZero();

            application.guard().maintenance().set(MaintenanceMode.OFF, null, "test", null);
            assertThat(application.status("/none")).isEqualTo(503);
            assertThat(application.filteredRequests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGuardsEndpointsAreThereWhereTheApplicationHasAPathOfItsOwn(Server server) {
        FreshDatabase database = TestDatabase.h2File(folder);
        migrate(database);
        try (WebApplication application = WebApplication.start(
                server, database, "spring.mvc.servlet.path=/api", "guard.endpoints.aliases=/livez=live")) {
            Awaitility.await().until(() -> application.status("/guard/ready") == 200);
            assertThat(application.status("/livez")).isEqualTo(200);
            assertThat(application.status("/guard/warmup")).isEqualTo(200);
            assertThat(application.status("/guard/none")).isEqualTo(404);
            assertThat(application.get("/api/people").body()).isEqualTo("0 people");
        }
    }

    @Test
    void switchedOffEverythingPassesAndFlywayMigrates() {
        try (WebApplication application =
                WebApplication.start(Server.JETTY, TestDatabase.h2File(folder), "guard.enabled=false")) {
            assertThat(application.get("/people").body()).isEqualTo("0 people");
            assertThat(application.status("/guard/live")).isEqualTo(404);
            assertThat(application.filteredRequests()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itWorksOnPostgresql(Server server) {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        migrate(database);
        try (WebApplication application = WebApplication.start(
                server, database, "guard.schema.on-incompatible=fail", "guard.warmup.pages=/people")) {
            Awaitility.await().until(() -> application.status("/guard/ready") == 200);
            assertThat(application.get("/people").body()).isEqualTo("0 people");
        }
    }

    static void migrate(FreshDatabase database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:migrations")
                .load()
                .migrate();
    }
}
