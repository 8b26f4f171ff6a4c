package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The DataSource that Tomcat makes of {@code META-INF/context.xml}, which the guard looks up on a thread of its own. */
@Tag("servlet-6.1")
class TomcatDataSourceTest {

    @TempDir
    Path folder;

    private FreshDatabase database;
    private TestContainer.RunningServer server;

    @BeforeEach
    void unpack() throws IOException {
        WebApplicationFolder.create(folder);
        Path migrations = Files.createDirectories(folder.resolve("WEB-INF/classes/db/migration"));
        Files.writeString(migrations.resolve("V1__first.sql"), "CREATE TABLE t (id INT)");
        database = TestDatabase.H2.create();
        MigratedDatabase.toVersion1(database);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java:comp/env/jdbc/main", "jdbc/main"})
    void isFoundByItsName(String name) throws Exception {
        context(dataSource("jdbc/main"), dataSource("jdbc/other"));
        start(Map.of("guard.database.data-source", name));
        await().untilAsserted(() -> assertThat(get("/page").body()).isEqualTo(ApplicationServlet.ANSWER));
    }

    @Test
    void isFoundWithoutANameWhereItIsTheOnlyOne() throws Exception {
        context(dataSource("jdbc/main"), text("jdbc/text"));
        start(Map.of());
        await().untilAsserted(() -> assertThat(get("/page").body()).isEqualTo(ApplicationServlet.ANSWER));
    }

    @Test
    void needsANameWhereThereAreSeveral() throws Exception {
        context(dataSource("jdbc/main"), dataSource("jdbc/other"));
        start(Map.of());
        await().untilAsserted(() -> assertThat(fullStatus())
                .contains("There is more than one DataSource [java:comp/env/jdbc/main, java:comp/env/jdbc/other]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java:comp/env/jdbc/mian", "jdbc/mian"})
    void aNameThatIsNotThereHoldsTheApplicationAndIsNamed(String name) throws Exception {
        context(dataSource("jdbc/main"));
        start(Map.of("guard.database.data-source", name));
        await().untilAsserted(() -> assertThat(fullStatus())
                .contains("\"phase\":\"holding\"")
                .contains("There is nothing named '" + name + "'")
                .contains("Set guard.database.data-source to its name"));
        HttpResponse<String> page = get("/page", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Startup-Guard")).hasValue("waiting");
        assertThat(page.body()).contains("<title>Being updated");
    }

    @Test
    void somethingElseOfThatNameIsNamed() throws Exception {
        context(text("text"));
        start(Map.of("guard.database.data-source", "text"));
        await().untilAsserted(() ->
                assertThat(fullStatus()).contains("There is no DataSource, but something else, named 'text'"));
    }

    @ParameterizedTest
    @CsvSource({"jdbc/main, java:comp/env/jdbc/main", ", java:comp/env/jdbc"})
    void whatTomcatCannotMakeIsNotCalledMissing(@Nullable String name, String lookedUp) throws Exception {
        context("<Resource name='jdbc/main' type='javax.sql.DataSource' factory='no.such.Factory'/>");
        start(name == null ? Map.of() : Map.of("guard.database.data-source", name));
        await().untilAsserted(
                        () -> assertThat(fullStatus()).contains("The container failed to look up '" + lookedUp + "'"));
    }

    private void start(Map<String, String> parameters) throws Exception {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("guard.admin.token", ContainerContract.TOKEN);
        server = new TomcatContainer()
                .startWebApplication(
                        new WebApplication(folder, "", all, new ServletContextListener() {}, new ApplicationServlet()));
    }

    private void context(String... elements) throws IOException {
        Path file = Files.createDirectories(folder.resolve("META-INF")).resolve("context.xml");
        Files.writeString(file, "<Context>" + String.join("\n", elements) + "</Context>");
    }

    private String dataSource(String name) {
        return "<Resource name='%s' type='org.h2.jdbcx.JdbcDataSource' factory='org.h2.jdbcx.JdbcDataSourceFactory' url='%s' user='%s' password='%s' description='' loginTimeout='0'/>"
                .formatted(name, database.url(), database.user(), database.password());
    }

    private static String text(String name) {
        return "<Environment name='%s' type='java.lang.String' value='text'/>".formatted(name);
    }

    /** What the operator sees; a probe does not tell strangers what a data source said. */
    private String fullStatus() throws IOException, InterruptedException {
        return get("/guard/status", "Authorization", "Bearer " + ContainerContract.TOKEN)
                .body();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return HttpClient.newHttpClient()
                .send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }
}
