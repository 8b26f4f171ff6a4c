package dev.startupguard.sample;

import static org.awaitility.Awaitility.await;

import dev.startupguard.sample.migrate.MigrateStep;
import dev.startupguard.test.FreshDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One release, serving on a free port inside the test's JVM. */
public final class RunningSample implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningSample(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a release and waits until it answers its home page. */
    public static RunningSample open(Release release, FreshDatabase database, String... options) {
        RunningSample sample = start(release, database, options);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> sample.visitor().get("/").statusCode() == 200);
        return sample;
    }

    /** Starts a release, which may have to hold. */
    public static RunningSample start(Release release, FreshDatabase database, String... options) {
        List<String> all = options(database);
        all.add("--server.port=0");
        all.addAll(List.of(options));
        return new RunningSample(SampleApplication.serve(release, all.toArray(String[]::new)));
    }

    /** Runs a release's migrate step. */
    public static void migrate(Release release, FreshDatabase database, String... options) {
        List<String> all = options(database);
        all.addAll(List.of(options));
        MigrateStep.run(release.profile(), all.toArray(String[]::new));
    }

    private static List<String> options(FreshDatabase database) {
        return new ArrayList<>(List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password()));
    }

    Visitor visitor() {
        return new Visitor(
                ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
