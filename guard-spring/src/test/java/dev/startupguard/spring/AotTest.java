package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.Phase;
import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.automigration.SchemaGenerationContributor;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/** An application processed ahead of time, on the JVM: made on one machine without its database, run on another. */
@CompileWithForkedClassLoader
class AotTest {

    @TempDir
    Path folder;

    private final TestGenerationContext generation = new TestGenerationContext(WebApplication.Shop.class);

    @Test
    void processedAheadOfTimeItHoldsBlocksAndOpensLikeAnyOther() {
        FreshDatabase database = TestDatabase.h2File(folder);
        processed("jdbc:postgresql://localhost:1/nobody", initializer -> {
            try (WebApplication application = started(initializer, database)) {
                Awaitility.await().until(() -> application.guard().status().phase() == Phase.HOLDING);
                assertThat(application.status("/people")).isEqualTo(503);
                assertThat(application.status("/guard/live")).isEqualTo(200);
                assertThat(Applications.tables(database)).isEmpty();
                assertThat(application.guard().blockedMigrations().all())
                        .extracting(BlockedMigration::setting)
                        .contains("flyway.locations", "hibernate.hbm2ddl.auto");

                WebApplicationTest.migrate(database);

                Awaitility.await().until(() -> application.status("/guard/ready") == 200);
                assertThat(application.get("/people").body()).isEqualTo("0 people");
                application.guard().maintenance().set(MaintenanceMode.READ_ONLY, null, "test", null);
                assertThat(application.status("/people")).isEqualTo(200);
                assertThat(application.status("/leave")).isEqualTo(503);
            }
        });
    }

    @Test
    void switchedOffWhenProcessedItStaysOff() {
        FreshDatabase database = TestDatabase.h2File(folder);
        processed(
                "jdbc:postgresql://localhost:1/nobody",
                initializer -> {
                    try (WebApplication application = started(initializer, database)) {
                        assertThat(application.status("/guard/live")).isEqualTo(404);
                    }
                },
                "guard.enabled=false");
    }

    @Test
    void aNativeImageIsToldWhatTheGuardFindsByName() {
        processed("jdbc:postgresql://localhost:1/nobody", initializer -> {});
        RuntimeHints hints = generation.getRuntimeHints();

        assertThat(hints)
                .matches(RuntimeHintsPredicates.resource()
                        .forResource("META-INF/services/org.hibernate.service.spi.ServiceContributor"))
                .matches(RuntimeHintsPredicates.reflection()
                        .onConstructorInvocation(
                                SchemaGenerationContributor.class.getConstructors()[0]))
                .matches(RuntimeHintsPredicates.reflection().onMethodInvocation(HikariDataSource.class, "getJdbcUrl"));
    }

    @Test
    void aNativeImageHasEveryFileOfTheGuardsOwn() throws IOException {
        processed("jdbc:postgresql://localhost:1/nobody", initializer -> {});
        List<String> own = new ArrayList<>();
        for (String ending : List.of("html", "properties", "txt")) {
            for (Resource each : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:dev/startupguard/**/*." + ending)) {
                String url = each.getURL().toString();
                if (!url.contains("test")) { // neither this module's tests nor guard-test-support
                    own.add(url.substring(url.lastIndexOf("dev/startupguard/")));
                }
            }
        }
        assertThat(own)
                .hasSizeGreaterThanOrEqualTo(8)
                .allMatch(each ->
                        RuntimeHintsPredicates.resource().forResource(each).test(generation.getRuntimeHints()));
    }

    private void processed(
            String url,
            Consumer<ApplicationContextInitializer<ConfigurableApplicationContext>> run,
            String... settings) {
        AnnotationConfigServletWebServerApplicationContext context =
                new AnnotationConfigServletWebServerApplicationContext();
        context.register(WebApplication.Shop.class);
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("spring.datasource.url=" + url);
        configure(context, all);
        ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem()
                .with(generation)
                .compile(compiled -> run.accept(initializer(
                        compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()))));
    }

    @SuppressWarnings("unchecked")
    private static ApplicationContextInitializer<ConfigurableApplicationContext> initializer(
            ApplicationContextInitializer<?> compiled) {
        return (ApplicationContextInitializer<ConfigurableApplicationContext>) compiled;
    }

    private static WebApplication started(
            ApplicationContextInitializer<ConfigurableApplicationContext> initializer, FreshDatabase database) {
        ServletWebServerApplicationContext context = new ServletWebServerApplicationContext();
        configure(
                context,
                List.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password()));
        initializer.initialize(context);
        context.refresh();
        return WebApplication.of(context);
    }

    private static void configure(GenericApplicationContext context, List<String> settings) {
        TestPropertyValues.of(settings)
                .and(
                        "server.port=0",
                        "spring.autoconfigure.exclude=" + WebApplication.Server.JETTY.excludes(),
                        "spring.jpa.hibernate.ddl-auto=update",
                        "guard.schema.check-interval=200ms",
                        Applications.MIGRATIONS)
                .applyTo(context);
    }
}
