package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.IncompatibleSchemaException;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.spring.WebApplication.Server;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.LogCapture;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.traffic.WorkGate;
import dev.startupguard.warmup.TaskReport;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;

/** The guard in applications that start, or run, in another way than most. */
class ApplicationShapesTest {

    private static final String LAZY = "spring.main.lazy-initialization=true";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aLazyApplicationHoldsWarmsUpAndOpensLikeAnyOther(Server server) {
        FreshDatabase database = TestDatabase.h2File(folder);
        try (WebApplication application = WebApplication.start(
                server, database, LAZY, "spring.jpa.hibernate.ddl-auto=update", "guard.warmup.pages=/people")) {
            Awaitility.await().until(() -> application.guard().status().phase() == Phase.HOLDING);
            assertThat(application.status("/people")).isEqualTo(503);

            WebApplicationTest.migrate(database);

            Awaitility.await().until(() -> application.status("/guard/ready") == 200);
            assertThat(application.get("/people").body()).isEqualTo("0 people");
            assertThat(application.guard().status().warmUp().tasks())
                    .extracting(TaskReport::name)
                    .contains("page /people");
            assertThat(application.guard().blockedMigrations().all())
                    .extracting(BlockedMigration::setting)
                    .contains("flyway.locations", "hibernate.hbm2ddl.auto");
        }
    }

    @Test
    void aLazyApplicationLeavesRotationBeforeItStops() {
        FreshDatabase database = TestDatabase.h2File(folder);
        WebApplicationTest.migrate(database);
        WebApplication application =
                WebApplication.start(Server.JETTY, database, LAZY, "guard.shutdown.drain-delay=1ms");
        // Spring Boot sets logging up anew while it starts, and captures end.
        try (LogCapture log = LogCapture.of(GuardDrain.class)) {
            try (application) {
                Awaitility.await().until(() -> application.status("/guard/ready") == 200);
            }
            assertThat(log.messages("INFO")).singleElement().asString().startsWith("Left rotation");
        }
    }

    @Test
    void aLazyApplicationIsRefusedAtItsStartAndNotAtItsFirstQuery() {
        FreshDatabase database = TestDatabase.h2File(folder);

        assertThatThrownBy(
                        () -> WebApplication.start(Server.JETTY, database, LAZY, "guard.schema.on-incompatible=fail"))
                .rootCause()
                .isInstanceOf(IncompatibleSchemaException.class);
    }

    /** Where the JDK has none, as 17, Spring Boot passes over the setting. */
    @ParameterizedTest
    @EnumSource
    void requestsOnVirtualThreadsAreHeldAndLetInLikeOthers(Server server) {
        FreshDatabase database = TestDatabase.h2File(folder);
        boolean areThere = Runtime.version().feature() >= 21;
        try (WebApplication application = WebApplication.start(
                server, database, "spring.threads.virtual.enabled=true", "guard.warmup.pages=/people")) {
            Awaitility.await().until(() -> application.guard().status().phase() == Phase.HOLDING);
            assertThat(application.status("/people")).isEqualTo(503);

            WebApplicationTest.migrate(database);

            Awaitility.await().until(() -> application.status("/guard/ready") == 200);
            assertThat(application.get("/thread").body().startsWith("VirtualThread"))
                    .isEqualTo(areThere);
            assertThat(application.get("/later").body()).isEqualTo("by an executor");
        }
    }

    @Test
    void aWorkerHasNoFilterAndEverythingElse() {
        FreshDatabase database = TestDatabase.h2File(folder);
        try (ConfigurableApplicationContext worker = worker(database)) {
            StartupGuard guard = worker.getBean(StartupGuard.class);
            Awaitility.await().until(() -> guard.status().phase() == Phase.HOLDING);
            assertThat(worker.getBeansOfType(FilterRegistrationBean.class)).containsOnlyKeys("earlyFilter");
            assertThat(worker.getBean(WorkGate.class).tryEnter()).isEmpty();
            assertThat(guard.blockedMigrations().all())
                    .extracting(BlockedMigration::setting)
                    .contains("flyway.locations", "hibernate.hbm2ddl.auto");

            WebApplicationTest.migrate(database);

            Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
            assertThat(worker.getBean(WorkGate.class).tryEnter()).isPresent();
            assertThat(guard.configuration().identity().role()).isEqualTo("worker");
        }
    }

    private static ConfigurableApplicationContext worker(FreshDatabase database) {
        return new SpringApplicationBuilder(WebApplication.Shop.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--" + Applications.MIGRATIONS,
                        "--spring.jpa.hibernate.ddl-auto=update",
                        "--guard.role=worker",
                        "--guard.warmup.pages=/people",
                        "--guard.schema.check-interval=200ms");
    }
}
