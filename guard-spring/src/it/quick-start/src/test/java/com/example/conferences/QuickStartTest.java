package com.example.conferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the quick start promises of an application that has the dependency and nothing else. */
class QuickStartTest {

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext application;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        application = SpringApplication.run(
                ConferencesApplication.class,
                "--server.port=0",
                "--spring.datasource.url=" + url(),
                "--guard.schema.check-interval=200ms");
    }

    @AfterAll
    static void stop() {
        application.close();
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
        assertThat(tables()).as("neither Flyway nor ddl-auto made a table").isZero();

        Flyway.configure().dataSource(url(), "sa", "").load().migrate();

        await().atMost(Duration.ofSeconds(60)).until(() -> get("/guard/ready").statusCode() == 200);
        assertThat(get("/conferences").body()).isEqualTo("Schema Days");
    }

    private static long tables() {
        return application
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
                .query(Long.class)
                .single();
    }

    private static String url() {
        return "jdbc:h2:file:" + folder.resolve("conferences").toAbsolutePath() + ";AUTO_SERVER=TRUE";
    }

    private HttpResponse<String> get(String path) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        URI uri = URI.create("http://localhost:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }
}
