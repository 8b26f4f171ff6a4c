package dev.startupguard.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole application on a real server and a database in memory, which Flyway may migrate, with a page to warm up. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            GuestBook.MIGRATIONS,
            "spring.datasource.url=jdbc:h2:mem:random-port",
            "guard.warmup.pages=/greeting",
            "spring.autoconfigure.exclude="
                    + "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration"
        })
class RandomPortTest {

    @LocalServerPort
    private int port;

    @Test
    void theFirstRequestOfATestIsAnswered(@Autowired Guests guests) throws IOException, InterruptedException {
        HttpResponse<String> greeting = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/greeting"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(greeting.statusCode()).isEqualTo(200);
        assertThat(guests.count()).isZero();
    }
}
