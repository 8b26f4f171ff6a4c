package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A web application without code of the guard: the jars, a {@code guard.properties}, and a DataSource somewhere. */
abstract class PlainApplicationContract {

    @TempDir
    Path folder;

    private final TestContainer container;
    private final ApplicationServlet application = new ApplicationServlet();
    private final AtomicReference<ServletContext> context = new AtomicReference<>();
    private FreshDatabase database;
    private TestContainer.RunningServer server;

    PlainApplicationContract(TestContainer container) {
        this.container = container;
    }

    @BeforeEach
    void unpack() throws IOException {
        database = TestDatabase.H2.create();
        WebApplicationFolder.create(folder);
        Path migrations = Files.createDirectories(folder.resolve("WEB-INF/classes/db/migration"));
        Files.writeString(migrations.resolve("V1__first.sql"), "CREATE TABLE t (id INT)");
        properties("guard.schema.check-interval=100ms");
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    /** Failure case 20. */
    @Test
    void isGuardedByTheJarAlone() throws Exception {
        start(Map.of(), each -> each.setAttribute("db", database.dataSource()));
        await().untilAsserted(
                        () -> assertThat(get("/guard/started").statusCode()).isEqualTo(200));
        assertThat(get("/page").statusCode()).isEqualTo(503);
        assertThat(get("/page").headers().firstValue("Startup-Guard")).hasValue("waiting");
        assertThat(get("/guard/ready").body()).contains("\"phase\":\"holding\"");

        migrate();
        await().untilAsserted(() -> assertThat(get("/page").body()).isEqualTo(ApplicationServlet.ANSWER));
        assertThat(get("/guard/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void theDataSourceMayBeSetLongAfterTheStart() throws Exception {
        migrate();
        properties(
                "guard.schema.check-interval=1h",
                "guard.database.data-source=the/db",
                "guard.admin.token=" + ContainerContract.TOKEN);
        start(Map.of(), each -> each.setAttribute("other", database.dataSource()));
        await().untilAsserted(() ->
                assertThat(fullStatus()).contains("\"phase\":\"holding\"").contains("guard.database.data-source"));
        context.get().setAttribute("the/db", database.dataSource());
        await().untilAsserted(() -> assertThat(get("/guard/ready").statusCode()).isEqualTo(200));
    }

    @Test
    void contextParametersAreSettings() throws Exception {
        start(Map.of("MaintenanceMode", "on", "guard.maintenance.reason", "moving", "unrelated", "x"), each -> {});
        assertThat(get("/page").statusCode()).isEqualTo(503);
        assertThat(get("/page").body()).contains("\"detail\":\"moving\"");
    }

    @Test
    void anUnknownContextParameterOfTheGuardFailsTheStart() {
        assertThatThrownBy(() -> start(Map.of("guard.maintenance.mod", "on"), each -> {}));
    }

    @Test
    void aPageThatCannotBeReadFailsTheStart() throws Exception {
        properties("guard.maintenance.page=classpath:absent.html");
        assertThatThrownBy(() -> start(Map.of(), each -> {}));
    }

    @Test
    void anIncompatibleSchemaFailsTheStartWhereThatIsConfigured() throws Exception {
        properties("guard.schema.on-incompatible=fail");
        assertThatThrownBy(() -> start(Map.of(), each -> each.setAttribute("db", database.dataSource())));
    }

    @Test
    void aSchemaThatFitsLetsTheApplicationStartWhereItCouldFail() throws Exception {
        migrate();
        properties("guard.schema.on-incompatible=fail");
        start(Map.of(), each -> each.setAttribute("db", database.dataSource()));
        await().untilAsserted(() -> assertThat(get("/page").statusCode()).isEqualTo(200));
    }

    @Test
    void severalDataSourcesNeedAName() throws Exception {
        migrate();
        properties("guard.admin.token=" + ContainerContract.TOKEN);
        start(Map.of(), each -> {
            each.setAttribute("one", database.dataSource());
            each.setAttribute("two", TestDatabase.H2.create().dataSource());
        });
        await().untilAsserted(() -> assertThat(fullStatus()).contains("There is more than one DataSource"));
    }

    /** What the operator sees; a probe does not tell strangers what a data source said. */
    private String fullStatus() throws Exception {
        return get("/guard/status", "Authorization", "Bearer " + ContainerContract.TOKEN)
                .body();
    }

    @Test
    void anOwnPageComesFromTheApplication() throws Exception {
        properties("guard.maintenance.page=classpath:away.html", "guard.maintenance.mode=on");
        Files.writeString(folder.resolve("WEB-INF/classes/away.html"), "<h1>Away: {{title}}</h1>");
        start(Map.of(), each -> {});
        assertThat(get("/page", "Accept", "text/html").body()).isEqualTo("<h1>Away: Down for maintenance</h1>");
    }

    @Test
    void anApplicationThatSwitchesTheGuardOffHasNone() throws Exception {
        properties("guard.enabled=false", "guard.maintenance.mode=on");
        start(Map.of(), each -> {});
        assertThat(get("/page").body()).isEqualTo(ApplicationServlet.ANSWER);
        assertThat(get("/guard/ready").body()).isEqualTo(ApplicationServlet.ANSWER);
    }

    @Test
    void theGuardStandsBackWhereAFrameworkSetsItUp() throws Exception {
        Path marker = folder.resolve("WEB-INF/classes").resolve(GuardInitializer.STAND_BACK);
        Files.createDirectories(marker.getParent());
        Files.createFile(marker);
        start(Map.of("guard.maintenance.mode", "on"), each -> {});
        assertThat(get("/page").body()).isEqualTo(ApplicationServlet.ANSWER);
    }

    @Test
    void pagesAreWarmedThoughNobodyToldWhereTheServerListens() throws Exception {
        migrate();
        properties("guard.warmup.pages=/one,/two");
        start(Map.of(), each -> each.setAttribute("db", database.dataSource()));
        assertThat(get("/anything").statusCode()).isEqualTo(503);
        await().untilAsserted(() -> assertThat(get("/guard/ready").statusCode()).isEqualTo(200));
        assertThat(application.requests.get()).isGreaterThanOrEqualTo(2);
        assertThat(get("/page").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/shop, /shop", "/the shop, /the%20shop"})
    void pagesAreBelowTheContextPath(String contextPath, String encoded) throws Exception {
        migrate();
        properties("guard.warmup.pages=/one");
        start(contextPath, Map.of(), each -> each.setAttribute("db", database.dataSource()));
        await().untilAsserted(() ->
                assertThat(get(encoded + "/guard/ready").statusCode()).isEqualTo(200));
        assertThat(application.requests.get()).isPositive();
    }

    @Test
    void asyncServletsWorkBehindTheFilter() throws Exception {
        migrate();
        start(Map.of(), each -> each.setAttribute("db", database.dataSource()));
        await().untilAsserted(() -> assertThat(get("/guard/ready").statusCode()).isEqualTo(200));
        assertThat(get("/async-at-once").statusCode()).isEqualTo(200);
    }

    @Test
    void theGuardEndsWithTheApplication() throws Exception {
        start(Map.of(), each -> each.setAttribute("db", database.dataSource()));
        await().until(() -> !threads().isEmpty());
        server.stop();
        server = null;
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    private static java.util.List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(each -> each.startsWith("startup-guard") || each.startsWith("guard-"))
                .toList();
    }

    private void properties(String... lines) throws IOException {
        Files.write(folder.resolve("WEB-INF/classes/guard.properties"), java.util.List.of(lines));
    }

    private void start(Map<String, String> parameters, Consumer<ServletContext> onStart) throws Exception {
        start("", parameters, onStart);
    }

    private void start(String contextPath, Map<String, String> parameters, Consumer<ServletContext> onStart)
            throws Exception {
        ServletContextListener listener = new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                context.set(event.getServletContext());
                onStart.accept(event.getServletContext());
            }
        };
        server = container.startWebApplication(
                new WebApplication(folder, contextPath, parameters, listener, application));
    }

    private void migrate() {
        MigratedDatabase.toVersion1(database);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return HttpClient.newHttpClient()
                .send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }
}
