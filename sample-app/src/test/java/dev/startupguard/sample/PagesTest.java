package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final Map<String, String> ADA = Map.of("firstName", "Ada", "lastName", "Lovelace");

    private static RunningSample sample;
    private static Visitor visitor;

    @BeforeAll
    static void start(@TempDir Path folder) {
        FreshDatabase database = Databases.create(TestDatabase.H2, folder);
        RunningSample.migrate(Release.TWO, database);
        sample = RunningSample.open(Release.TWO, database);
        visitor = sample.visitor();
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/conferences"})
    void theHomePageAndTheListShowConferencesWithTheirSeats(String path) {
        assertThat(visitor.get(path).body())
                .contains("Evolving Schemas", "22–23 April 2027", "Porto, Portugal", "seats left", "Release 2");
    }

    @Test
    void anOrderIsPlacedWithARedirectAndConfirmedByTheWorker() {
        HttpResponse<String> placed = visitor.post(
                "/conferences/quiet-deployments",
                Visitor.merged(ADA, Map.of("email", "ada@example.org", "seats", "3")));

        assertThat(placed.statusCode()).isEqualTo(303);
        String order = placed.headers().firstValue("Location").orElseThrow();
        assertThat(order).startsWith("/orders/");
        await().untilAsserted(() -> assertThat(visitor.get(order).body()).contains("Confirmed", "ada@example.org"));
        await().untilAsserted(() ->
                assertThat(visitor.get("/conferences/quiet-deployments").body()).contains("<b>57</b>"));
    }

    @Test
    void anOrderForMoreSeatsThanAreLeftIsRejected() {
        String first = order("10");
        String second = order("10");

        await().untilAsserted(() -> assertThat(visitor.get(second).body()).contains("Rejected"));
        assertThat(visitor.get(first).body()).contains("Confirmed");
    }

    private static String order(String seats) {
        return visitor.post(
                        "/conferences/operators-workshop",
                        Visitor.merged(ADA, Map.of("email", "ada@example.org", "seats", seats)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    @Test
    void whatIsWrongIsSaidBesideTheField() {
        HttpResponse<String> answer = visitor.post(
                "/conferences/evolving-schemas",
                Map.of("firstName", " ", "lastName", "x".repeat(81), "email", "nobody", "seats", "11"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "Please give a first name.",
                        "Please use at most 80 characters.",
                        "This does not look like an e-mail address.",
                        "At most ten seats in one order.");
    }

    @Test
    void aNumberIsAskedForWhereNoneWasTyped() {
        assertThat(visitor.post(
                                "/conferences/evolving-schemas",
                                Visitor.merged(ADA, Map.of("email", "ada@example.org", "seats", "many")))
                        .body())
                .contains("Please give a number.");
    }

    @Test
    void whatVisitorsTypeIsEscaped() {
        String order = visitor.register(
                "evolving-schemas", Map.of("firstName", "<script>", "lastName", "\"O'Brien\" & Söhne"));

        assertThat(visitor.get(order).body())
                .contains("&lt;script&gt;", "&quot;O&#39;Brien&quot; &amp; Söhne")
                .doesNotContain("<script>");
    }

    @Test
    void aFormOfReleaseOneIsUnderstood() {
        String order = visitor.register("evolving-schemas", Map.of("name", "Grace Hopper"));

        assertThat(visitor.get(order).body()).contains("Grace Hopper");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/conferences/nowhere", "/orders/1", "/nothing"})
    void whatDoesNotExistIsNotFound(String path) {
        HttpResponse<String> answer = visitor.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such page");
    }

    @Test
    void aConferenceThatDoesNotExistTakesNoOrder() {
        assertThat(visitor.post(
                                "/conferences/nowhere",
                                Visitor.merged(ADA, Map.of("email", "ada@example.org", "seats", "1")))
                        .statusCode())
                .isEqualTo(404);
    }
}
