package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.servlet.GuardFilter;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.TaskReport;
import dev.startupguard.warmup.TaskReport.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Spring Boot application as a WAR on a Tomcat that Spring Boot knows nothing of. */
class WarDeploymentTest {

    @TempDir
    Path folder;

    @TempDir
    Path base;

    private final Tomcat tomcat = new Tomcat();

    private Context context;

    @BeforeEach
    void deploy() throws Exception {
        FreshDatabase database = TestDatabase.H2.create();
        WebApplicationTest.migrate(database);
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addWebapp("/shop", folder.toString());
        // The class path has the libraries; the application alone is in the WAR, where the
        // container looks for initializers.
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        context.setContainerSciFilter("org\\.eclipse\\.jetty.*"); // on this class path for other tests
        copy(WarApplication.class, WarApplication.Hello.class);
        Map.of(
                        "spring.main.banner-mode",
                        "off",
                        "spring.jmx.enabled",
                        "false",
                        "spring.autoconfigure.exclude",
                        LaunchedApplication.SECURITY,
                        "spring.datasource.url",
                        database.url(),
                        "spring.datasource.username",
                        database.user(),
                        "spring.datasource.password",
                        database.password(),
                        "spring.flyway.locations",
                        "classpath:migrations",
                        "guard.warmup.pages",
                        "/hello")
                .forEach(context::addParameter);
        tomcat.start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STARTED);
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void itOpensAfterAProbeSinceThatTellsWhereTheServerListens() throws Exception {
        await().until(() -> guard().status().warmUp().attempts() > 0);
        assertThat(guard().status().phase()).isNotEqualTo(Phase.SERVING);

        assertThat(get("/shop/guard/ready").statusCode()).isEqualTo(503);

        await().untilAsserted(
                        () -> assertThat(get("/shop/guard/ready").statusCode()).isEqualTo(200));
        assertThat(get("/shop/hello").body()).isEqualTo("hello");
        assertThat(guard().status().warmUp().tasks())
                .extracting(TaskReport::name, TaskReport::outcome)
                .contains(tuple("page /hello", Outcome.SUCCEEDED));
    }

    @Test
    void oneFilterGuardsItAndNoneStandsBeforeThat() {
        List<String> filters = List.of(context.findFilterMaps()).stream()
                .map(each -> context.findFilterDef(each.getFilterName()))
                .map(FilterDef::getFilterClass)
                .toList();
        assertThat(filters).first().isEqualTo(GuardFilter.class.getName());
        assertThat(filters).containsOnlyOnce(GuardFilter.class.getName());
    }

    @Test
    void itIsClosedWhenTheApplicationIsUndeployed() throws Exception {
        StartupGuard guard = guard();
        ClassLoader ofTheApplication = context.getLoader().getClassLoader();
        assertThat(guardThreads(ofTheApplication)).isNotEmpty();

        tomcat.getHost().removeChild(context);

        assertThat(guard.status().phase()).isEqualTo(Phase.DRAINING);
        await().untilAsserted(() -> assertThat(guardThreads(ofTheApplication)).isEmpty());
    }

    /** Not those of applications that other tests leave in the cache of Spring's test framework. */
    private static List<String> guardThreads(ClassLoader application) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getContextClassLoader() == application)
                .map(Thread::getName)
                .filter(each -> each.startsWith("startup-guard"))
                .toList();
    }

    private StartupGuard guard() {
        return (StartupGuard)
                Objects.requireNonNull(context.getServletContext().getAttribute(GuardFilter.GUARD_ATTRIBUTE));
    }

    private void copy(Class<?>... types) throws IOException {
        for (Class<?> type : types) {
            String file = type.getName().replace('.', '/') + ".class";
            Path target = folder.resolve("WEB-INF/classes").resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream in = Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(file)) {
                Files.copy(Objects.requireNonNull(in), target);
            }
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
