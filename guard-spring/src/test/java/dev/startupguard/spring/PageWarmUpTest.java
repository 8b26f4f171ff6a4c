package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.startupguard.Phase;
import dev.startupguard.spring.WebApplication.Server;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.TaskReport;
import dev.startupguard.warmup.TaskReport.Outcome;
import dev.startupguard.warmup.WarmUpReport;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

class PageWarmUpTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void pagesAreRequestedOnceTheServerListensAndBeforeAnybodyIsLetIn(Server server) {
        FreshDatabase database = migrated();
        try (WebApplication application = WebApplication.start(server, database, "guard.warmup.pages=/people")) {
            WarmUpReport report = complete(application);

            assertThat(report.attempts()).isLessThanOrEqualTo(2); // without the schema, then with it; none failed
            assertThat(report.tasks())
                    .extracting(TaskReport::name, TaskReport::outcome)
                    .containsExactly(
                            tuple("connection pool", Outcome.SUCCEEDED),
                            tuple("entities", Outcome.SUCCEEDED),
                            tuple("page /people", Outcome.SUCCEEDED));
            assertThat(application.filteredRequests()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesAreBelowTheContextPath(Server server) {
        FreshDatabase database = migrated();
        try (WebApplication application = WebApplication.start(
                server, database, "guard.warmup.pages=/people", "server.servlet.context-path=/shop")) {
            assertThat(complete(application).tasks())
                    .extracting(TaskReport::name, TaskReport::outcome)
                    .contains(tuple("page /people", Outcome.SUCCEEDED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesAreRequestedByTlsWhereTheServerSpeaksIt(Server server) throws Exception {
        FreshDatabase database = migrated();
        try (WebApplication application = WebApplication.start(
                server,
                database,
                "guard.warmup.pages=/people",
                "server.ssl.key-store=" + keyStore(),
                "server.ssl.key-store-password=change it")) {
            assertThat(complete(application).attempts()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void theServerOfAChildContextIsNotTheOneToWarmUp() {
        FreshDatabase database = TestDatabase.h2File(folder);
        try (WebApplication application = WebApplication.start(Server.JETTY, database, "guard.warmup.pages=/people");
                AnnotationConfigServletWebServerApplicationContext management =
                        new AnnotationConfigServletWebServerApplicationContext()) {
            management.setParent(application.context());
            management.registerBean(JettyServletWebServerFactory.class, () -> new JettyServletWebServerFactory(0));
            management.refresh();

            WebApplicationTest.migrate(database);

            complete(application);
        }
    }

    private FreshDatabase migrated() {
        FreshDatabase database = TestDatabase.h2File(folder);
        WebApplicationTest.migrate(database);
        return database;
    }

    private static WarmUpReport complete(WebApplication application) {
        Awaitility.await().until(() -> application.guard().status().phase() == Phase.SERVING);
        return application.guard().status().warmUp();
    }

    private Path keyStore() throws IOException, InterruptedException {
        Path file = folder.resolve("key-store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "change it")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }
}
