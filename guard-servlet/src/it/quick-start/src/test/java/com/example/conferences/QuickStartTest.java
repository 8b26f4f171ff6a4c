package com.example.conferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the quick start promises of a WAR that has the dependency and its guard.properties, and nothing else. */
class QuickStartTest {

    @TempDir
    static Path folder;

    private static final Tomcat TOMCAT = new Tomcat();

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("conferences.url", url());
        System.setProperty("guard.schema.check-interval", "200ms");
        TOMCAT.setBaseDir(folder.resolve("tomcat").toString());
        TOMCAT.setPort(0);
        TOMCAT.getConnector();
        TOMCAT.enableNaming();
        Context application = TOMCAT.addWebapp("", Path.of("target", "conferences-1").toAbsolutePath().toString());
        ((StandardJarScanner) application.getJarScanner()).setScanClassPath(false); // the WAR alone
        TOMCAT.start();
    }

    @AfterAll
    static void stop() throws Exception {
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    @Test
    void itHoldsUntilTheReleaseHasMigratedAndThenOpensByItself() throws Exception {
        await().untilAsserted(() -> assertThat(get("/guard/ready").body()).contains("holding"));
        assertThat(get("/guard/ready").statusCode()).isEqualTo(503);
        assertThat(get("/guard/live").statusCode()).isEqualTo(200);
        HttpResponse<String> page = get("/conferences");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(tables()).isZero();

        Flyway.configure().dataSource(url(), "sa", "").load().migrate();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/guard/ready").body()).contains("serving"));
        assertThat(get("/guard/ready").statusCode()).isEqualTo(200);
        assertThat(get("/conferences").body()).isEqualTo("Schema Days\n");
    }

    private static long tables() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                ResultSet count = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static String url() {
        return "jdbc:h2:file:" + folder.resolve("conferences").toAbsolutePath() + ";AUTO_SERVER=TRUE";
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + TOMCAT.getConnector().getLocalPort() + path);
        return client.send(HttpRequest.newBuilder(uri).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }
}
