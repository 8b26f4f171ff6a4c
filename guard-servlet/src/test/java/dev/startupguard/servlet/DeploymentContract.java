package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Several applications on one server, at once and one after another: each has a guard of its own, and takes it along. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DeploymentContract {

    private static final Map<String, String> SETTINGS =
            Map.of("guard.schema.check-interval", "100ms", "guard.warmup.pages", "/one");

    @TempDir
    Path folder;

    private final TestContainer container;
    private final List<WeakReference<ClassLoader>> classLoaders = new ArrayList<>();
    private TestContainer.ApplicationServer server;
    private FreshDatabase database;

    DeploymentContract(TestContainer container) {
        this.container = container;
    }

    @BeforeAll
    void startServer() throws Exception {
        server = container.startServer();
    }

    @AfterAll
    void stopServer() throws Exception {
        server.stop();
    }

    @BeforeEach
    void unpack() throws IOException {
        WebApplicationFolder.create(folder);
        Path migrations = Files.createDirectories(folder.resolve("WEB-INF/classes/db/migration"));
        Files.writeString(migrations.resolve("V1__first.sql"), "CREATE TABLE t (id INT)");
        database = TestDatabase.H2.create();
        MigratedDatabase.toVersion1(database);
    }

    @Test
    void twoApplicationsHaveAGuardEach() throws Exception {
        AtomicReference<ServletContext> waiting = new AtomicReference<>();
        AtomicReference<ServletContext> serving = new AtomicReference<>();
        FreshDatabase empty = TestDatabase.H2.create();
        try (DeployedApplication one = deploy("/one", empty, waiting);
                DeployedApplication other = deploy("/other", database, serving)) {
            awaitReady(other);
            await().untilAsserted(
                            () -> assertThat(one.get("/guard/ready").body()).contains("\"phase\":\"holding\""));
            assertThat(one.get("/page").status()).isEqualTo(503);
            assertThat(other.get("/page").status()).isEqualTo(200);
            assertThat(guard(waiting)).isNotSameAs(guard(serving));
        }
    }

    @Test
    void anApplicationThatEndsTakesNothingFromTheOther() throws Exception {
        try (DeployedApplication one = deploy("/one", database, new AtomicReference<>())) {
            try (DeployedApplication other = deploy("/other", database, new AtomicReference<>())) {
                awaitReady(other);
            }
            awaitReady(one);
            assertThat(one.get("/page").status()).isEqualTo(200);
            assertThat(guardThreads()).as("those of the one that is left").isNotEmpty();
        }
    }

    @Test
    void anApplicationThatIsDeployedAgainIsGuardedAgain() throws Exception {
        for (int deployment = 0; deployment < 3; deployment++) {
            AtomicReference<ServletContext> context = new AtomicReference<>();
            try (DeployedApplication application = deploy("", database, context)) {
                awaitReady(application);
                assertThat(application.get("/guard/warmup").status()).isEqualTo(200);
                assertThat(guard(context).getClass().getClassLoader())
                        .isSameAs(context.get().getClassLoader());
            }
        }
    }

    @AfterEach
    void leavesNoThreadAndNoReference() throws Throwable {
        await().untilAsserted(() -> assertThat(guardThreads()).isEmpty());
        RecordCaches.displace();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            assertThat(classLoaders).isNotEmpty().allMatch(each -> each.get() == null);
        });
        classLoaders.clear();
    }

    private DeployedApplication deploy(String contextPath, FreshDatabase of, AtomicReference<ServletContext> context)
            throws Exception {
        return DeployedApplication.deploy(server, folder, contextPath, SETTINGS, each -> {
            context.set(each);
            classLoaders.add(new WeakReference<>(each.getClassLoader()));
            each.setAttribute("db", of.dataSource());
        });
    }

    private static Object guard(AtomicReference<ServletContext> context) {
        return Objects.requireNonNull(context.get().getAttribute(GuardFilter.GUARD_ATTRIBUTE));
    }

    private static void awaitReady(DeployedApplication application) {
        await().untilAsserted(() ->
                assertThat(application.get("/guard/ready").status()).isEqualTo(200));
    }

    private static List<String> guardThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(each -> each.startsWith("startup-guard"))
                .toList();
    }
}
