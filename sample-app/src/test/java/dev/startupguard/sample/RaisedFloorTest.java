package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.startupguard.sample.migrate.MigrateStep;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Release 3 raises the floor and takes a column away, while release 1 still serves. */
class RaisedFloorTest {
    private static final String NEVER_OVER = "--sample.migrate.settle=1h";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void releaseOneLeavesBeforeTheOldNameGoesAndNoNameIsLost(TestDatabase kind) {
        FreshDatabase database = Databases.create(kind, folder);
        RunningSample.migrate(Release.TWO, database);
        try (RunningSample one = RunningSample.open(Release.ONE, database)) {
            CompletableFuture<Void> contract = CompletableFuture.runAsync(
                    () -> RunningSample.migrate(Release.THREE, database, "--sample.migrate.settle=4s"));
            List<Integer> answers = new ArrayList<>();
            while (!contract.isDone()) {
                int answer = one.visitor()
                        .post(
                                "/conferences/evolving-schemas",
                                Map.of("name", "Ada Lovelace", "email", "ada@example.org", "seats", "1"))
                        .statusCode();
                answers.add(answer);
                if (answer == 503 && !contract.isDone() && answers.indexOf(503) == answers.size() - 1) {
                    assertThat(version(database)).isEqualTo("3.1");
                }
            }
            contract.join();

            assertThat(answers).containsOnly(303, 503).contains(303, 503);
            assertThat(answers.subList(answers.indexOf(503), answers.size())).containsOnly(503);
        }
        assertThat(version(database)).isEqualTo("3.3");
        assertThat(database.column("SELECT last_name FROM attendee")).containsOnly("Lovelace");
    }

    @Test
    void aStepThatWasInterruptedWhileItWaitedWaitsAgain() {
        FreshDatabase database = Databases.create(TestDatabase.H2, folder);
        RunningSample.migrate(Release.ONE, database);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Void> step = CompletableFuture.runAsync(() -> {
            thread.complete(Thread.currentThread());
            RunningSample.migrate(Release.THREE, database, NEVER_OVER);
        });
        await().atMost(PATIENCE).until(() -> waits(thread.join()));

        thread.join().interrupt();

        assertThatThrownBy(step::join)
                .hasCauseInstanceOf(MigrateStep.FailedException.class)
                .hasMessageContaining("Run migrate again");
        assertThat(version(database)).isEqualTo("3.1");

        CompletableFuture<Thread> again = new CompletableFuture<>();
        CompletableFuture<Void> next = CompletableFuture.runAsync(() -> {
            again.complete(Thread.currentThread());
            RunningSample.migrate(Release.THREE, database, "--sample.migrate.settle=3s");
        });
        await().atMost(PATIENCE).until(() -> waits(again.join()));
        next.join();
        assertThat(version(database)).isEqualTo("3.3");
    }

    @Test
    @Timeout(60)
    void neitherAFreshDatabaseNorOneThatIsUpToDateWaits() {
        FreshDatabase database = Databases.create(TestDatabase.H2, folder);

        RunningSample.migrate(Release.THREE, database, NEVER_OVER);
        RunningSample.migrate(Release.THREE, database, NEVER_OVER);

        assertThat(version(database)).isEqualTo("3.3");
    }

    /** Asks the thread: a context that starts takes captured loggers back. */
    private static boolean waits(Thread step) {
        StackTraceElement[] stack = step.getStackTrace();
        return stack.length > 1
                && stack[0].getMethodName().equals("sleep")
                && stack[1].getClassName().endsWith(".ReleaseMigrations");
    }

    private static String version(FreshDatabase database) {
        MigrationInfo current = Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:releases/r1", "classpath:releases/r2", "classpath:releases/r3")
                .load()
                .info()
                .current();
        return current.getVersion().getVersion();
    }
}
