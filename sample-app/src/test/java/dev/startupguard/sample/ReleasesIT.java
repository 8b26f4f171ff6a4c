package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.startupguard.sample.migrate.MigrateStep;
import dev.startupguard.test.FreezingProxy;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The releases of the design, with the built jar as separate processes on each database. */
class ReleasesIT {

    private static final String TOKEN = "a-token-for-the-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> running = new ArrayList<>();

    @AfterEach
    void endProcesses() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.startupguard.test.TestDatabase#all")
    void anOldReleaseServesOnNewerSchemasUntilTheFloorIsRaised(TestDatabase kind) throws IOException {
        FreshDatabase database = create(kind);
        migrate(database, 1);
        SampleProcess first = serve(database, 1);
        awaitReady(first);

        failHalfWay(database);
        SampleProcess whileHalfFailed = serve(database, 1);
        awaitReady(whileHalfFailed);

        migrateWithARepeatableThatRelease1DoesNotKnow(database);
        SampleProcess onTheNewSchema = serve(database, 1);
        awaitReady(onTheNewSchema);
        assertThat(first.visitor().get("/guard/ready").statusCode()).isEqualTo(200);
        assertThat(first.visitor().get("/").statusCode()).isEqualTo(200);

        withTheRepeatable(database, "classpath:releases/r1", "classpath:releases/r2", "classpath:releases/r3")
                .migrate();

        for (SampleProcess old : List.of(first, whileHalfFailed, onTheNewSchema)) {
            awaitHolding(old, "The database accepts only builds of schema version 2.3 or later");
            assertThat(old.visitor().get("/").statusCode()).isEqualTo(503);
            assertThat(old.visitor().get("/guard/live").statusCode()).isEqualTo(200);
        }
        SampleProcess tooLate = serve(database, 1);
        awaitHolding(tooLate, "The database accepts only builds of schema version 2.3 or later");
    }

    @ParameterizedTest
    @MethodSource("dev.startupguard.test.TestDatabase#all")
    void aNewReleaseHoldsOnAnOldSchemaAndOpensByItselfWhenAnotherProcessMigrates(TestDatabase kind) {
        FreshDatabase database = create(kind);
        migrate(database, 1);
        SampleProcess fresh = serve(database, 3);
        awaitHolding(fresh, "needs migrations that are not applied");
        assertThat(fresh.visitor().get("/").statusCode()).isEqualTo(503);

        try (SampleProcess migrate = SampleProcess.start(folder, environment(database, 3), "migrate")) {
            assertThat(migrate.awaitExit()).as(migrate::output).isZero();
        }

        awaitReady(fresh);
        assertThat(fresh.visitor().get("/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("dev.startupguard.test.TestDatabase#all")
    void aReleaseInMaintenanceModeShowsThePageOnTheOldSchemaAndOpensOnlyAfterMigrationAndModeOff(TestDatabase kind)
            throws InterruptedException {
        FreshDatabase database = create(kind);
        migrate(database, 1);
        SampleProcess release2 = serve(database, 2, Map.of("MAINTENANCE_MODE", "on"));
        awaitReady(release2);
        HttpResponse<String> page = release2.visitor().get("/");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();

        List<Integer> answers = new CopyOnWriteArrayList<>();
        AtomicBoolean isOver = new AtomicBoolean();
        Thread user = new Thread(() -> {
            while (!isOver.get()) {
                answers.add(release2.visitor().get("/").statusCode());
            }
        });
        user.start();
        migrate(database, 2);
        await().until(() -> answers.size() > 20);
        assertThat(answers).containsOnly(503);
        assertThat(release2.visitor().get("/guard/ready").statusCode()).isEqualTo(200);

        HttpResponse<String> off = release2.visitor().put("/guard/maintenance", TOKEN, "{\"mode\":\"off\"}");

        assertThat(off.statusCode()).as(off.body()).isEqualTo(200);
        awaitReady(release2);
        await().atMost(PATIENCE).until(() -> answers.contains(200));
        isOver.set(true);
        user.join();
        assertThat(answers.subList(answers.indexOf(200), answers.size())).containsOnly(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aDatabaseThatNeverAnswersHoldsTheStartAndBlocksNoProbe(TestDatabase kind) throws IOException {
        FreshDatabase database = create(kind);
        migrate(database, 3);
        FreezingProxy proxy = FreezingProxy.to(database);
        running.add(proxy);
        proxy.freeze();
        Map<String, String> behindTheProxy = new HashMap<>(environment(database, 3));
        behindTheProxy.put("SPRING_DATASOURCE_URL", proxy.urlOf(database));
        SampleProcess process = SampleProcess.start(folder, behindTheProxy);
        running.add(process);
        process.awaitPort();

        assertThat(process.visitor().get("/guard/live").statusCode()).isEqualTo(200);
        awaitHolding(process, "");
        assertThat(process.visitor().get("/").statusCode()).isEqualTo(503);

        proxy.thaw();
        awaitReady(process);
        assertThat(process.visitor().get("/").statusCode()).isEqualTo(200);

        proxy.freeze();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                process.visitor().get("/guard/status", TOKEN).body())
                        .contains("checkFailure"));
        assertThat(process.visitor().get("/guard/live").statusCode()).isEqualTo(200);
        assertThat(process.visitor().get("/guard/ready").statusCode()).isEqualTo(200);
        proxy.thaw();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                process.visitor().get("/guard/status", TOKEN).body())
                        .doesNotContain("checkFailure"));
    }

    private FreshDatabase create(TestDatabase kind) {
        return kind == TestDatabase.H2 ? TestDatabase.h2File(folder) : kind.create();
    }

    private static Map<String, String> environment(FreshDatabase database, int release) {
        return Map.of(
                "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.user(),
                "SPRING_DATASOURCE_PASSWORD", database.password(),
                "SAMPLE_RELEASE", String.valueOf(release),
                "GUARD_SCHEMA_CHECK_INTERVAL", "300ms",
                "SAMPLE_MIGRATE_SETTLE", "1s",
                "GUARD_ADMIN_TOKEN", TOKEN);
    }

    private SampleProcess serve(FreshDatabase database, int release) {
        return serve(database, release, Map.of());
    }

    private SampleProcess serve(FreshDatabase database, int release, Map<String, String> further) {
        Map<String, String> environment = new HashMap<>(environment(database, release));
        environment.putAll(further);
        SampleProcess process = SampleProcess.start(folder, environment);
        running.add(process);
        return process.awaitPort();
    }

    private static void migrate(FreshDatabase database, int release) {
        MigrateStep.run(
                "release-" + release,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
    }

    private void failHalfWay(FreshDatabase database) throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("V2_2_5__fails.sql"), "INSERT INTO no_such_table VALUES (1);");
        Flyway flyway = flyway(database, "classpath:releases/r1", "classpath:releases/r2", "filesystem:" + broken);

        assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class);

        assertThat(flyway.info().applied())
                .extracting(each -> each.getVersion().getVersion())
                .contains("2.1", "2.2")
                .doesNotContain("2.3");
    }

    private void migrateWithARepeatableThatRelease1DoesNotKnow(FreshDatabase database) throws IOException {
        flyway(database, "classpath:releases/r1", "classpath:releases/r2").repair();
        withTheRepeatable(database, "classpath:releases/r1", "classpath:releases/r2")
                .migrate();
    }

    private Flyway withTheRepeatable(FreshDatabase database, String... locations) throws IOException {
        Path repeatable = Files.createDirectories(folder.resolve("repeatable"));
        Files.writeString(repeatable.resolve("R__report.sql"), "CREATE TABLE report (id INT);");
        return flyway(
                database,
                Stream.concat(Stream.of(locations), Stream.of("filesystem:" + repeatable))
                        .toArray(String[]::new));
    }

    private static Flyway flyway(FreshDatabase database, String... locations) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations(locations)
                .load();
    }

    private static void awaitReady(SampleProcess process) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(process.visitor().get("/guard/ready").statusCode())
                                .as(process::output)
                                .isEqualTo(200));
    }

    private static void awaitHolding(SampleProcess process, String reason) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            HttpResponse<String> ready = process.visitor().get("/guard/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"phase\":\"holding\"").contains(reason);
        });
    }
}
