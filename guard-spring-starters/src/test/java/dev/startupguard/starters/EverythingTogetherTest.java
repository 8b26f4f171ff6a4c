package dev.startupguard.starters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One application with every starter, on a real server and a real database, and the same without each of them. */
@ExtendWith(OutputCaptureExtension.class)
class EverythingTogetherTest {

    private final FreshDatabase database = TestDatabase.POSTGRESQL.create();

    @Test
    void startsOnAnEmptyDatabaseWithEverythingBlockedAndNamed(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext context = Everything.start(Everything.on(database))) {
            assertThat(Applications.tables(database)).isEmpty();
            assertThat(Applications.settings(context)).containsExactlyInAnyOrderElementsOf(Part.askedWithout());
            assertThat(status(context, "/guard/live")).isEqualTo(200);
        }
        assertThat(output.getOut().lines())
                .as("beans of the guard that are made too early for other post-processors")
                .noneMatch(each -> each.contains("BeanPostProcessorChecker") && each.contains("startupguard"));
    }

    @Test
    void startsWithTheSchedulerOnADatabaseThatIsMigratedAndLeavesItAsItIs() {
        Everything.start(Everything.on(
                        database,
                        "guard.auto-migration=allow",
                        "spring.flyway.baseline-on-migrate=true",
                        "spring.flyway.baseline-version=0"))
                .close();
        assertThat(Applications.tables(database))
                .contains("person")
                .containsAll(
                        Arrays.stream(Starter.values()).map(each -> each.table).toList());
        // Quartz's script would drop its tables and make them anew; Spring Session's would fail on what is there.
        database.execute("INSERT INTO qrtz_locks VALUES ('kept', 'kept')");
        List<String> tables = Applications.tables(database);

        try (ConfigurableApplicationContext context =
                Everything.start(Everything.on(database, "spring.quartz.auto-startup=true"))) {
            assertThat(Applications.settings(context)).containsExactlyInAnyOrderElementsOf(Part.askedWithout());
            assertThat(Applications.tables(database)).containsExactlyInAnyOrderElementsOf(tables);
            assertThat(database.column("SELECT sched_name FROM qrtz_locks")).contains("kept");
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsWithoutEachOfThem(Part missing) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader classPath = ClassPathWithout.part(missing)) {
            thread.setContextClassLoader(classPath);
            Object blocked = classPath
                    .loadClass(Everything.class.getName())
                    .getMethod("blockedAtStart", String[].class)
                    .invoke(null, (Object) Everything.on(database));

            assertThat(blocked)
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsExactlyInAnyOrderElementsOf(
                            missing == Part.WEB
                                    // There are no sessions where there is no web.
                                    ? Part.askedWithout(Part.WEB, Part.SESSION)
                                    : Part.askedWithout(missing));
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(Applications.tables(database)).isEmpty();
    }

    private static int status(ConfigurableApplicationContext context, String path)
            throws IOException, InterruptedException {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
