package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard's filter comes before everybody else's, so that a refused request and a probe reach none of them. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FilterOrderContract {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter>
                <filter-name>stamp</filter-name>
                <filter-class>dev.startupguard.servlet.StampFilter</filter-class>
                <async-supported>true</async-supported>
              </filter>
              <filter-mapping>
                <filter-name>stamp</filter-name>
                <url-pattern>/*</url-pattern>
              </filter-mapping>
            </web-app>
            """;

    @TempDir
    Path folder;

    private final TestContainer container;
    private TestContainer.ApplicationServer server;

    FilterOrderContract(TestContainer container) {
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
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-stamp.jar", "z-stamp.jar"})
    void theGuardComesBeforeAFilterOfAnotherJarsInitializer(String jar) throws Exception {
        WebApplicationFolder.addInitializer(folder, jar, StampInitializer.class, StampFilter.class);
        assertThatTheGuardIsFirst();
    }

    @Test
    void theGuardComesBeforeAFilterOfWebXml() throws Exception {
        Files.writeString(folder.resolve("WEB-INF/web.xml"), WEB_XML);
        assertThatTheGuardIsFirst();
    }

    private void assertThatTheGuardIsFirst() throws Exception {
        try (DeployedApplication application = start("off")) {
            await().untilAsserted(
                            () -> assertThat(application.get("/page").body()).isEqualTo(ApplicationServlet.ANSWER));
            assertThat(isStamped(application.get("/page")))
                    .as("the other filter is there")
                    .isTrue();
            assertThat(isStamped(application.get("/guard/ready"))).isFalse();
        }
        try (DeployedApplication application = start("on")) {
            RawHttp closed = application.get("/page");
            assertThat(closed.status()).isEqualTo(503);
            assertThat(isStamped(closed)).isFalse();
        }
    }

    private DeployedApplication start(String mode) throws Exception {
        return DeployedApplication.deploy(
                server, folder, "", Map.of("guard.maintenance.mode", mode, "guard.schema.locations", ""), each -> {});
    }

    private static boolean isStamped(RawHttp response) {
        return !response.header(StampFilter.HEADER).isEmpty();
    }
}
