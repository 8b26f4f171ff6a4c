package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.WebApplication.Server;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The release for which the new build is deployed in maintenance beside the old one, on the old schema. */
class MaintenanceReleaseTest {

    @ParameterizedTest
    @EnumSource
    void noRequestReachesTheApplicationBeforeTheMigrationAndTheEndOfTheMode(Server server) throws Exception {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        AtomicBoolean leave = new AtomicBoolean();
        Set<Integer> answers = new ConcurrentSkipListSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (WebApplication application = WebApplication.start(server, database, "guard.maintenance.mode=on")) {
            List<? extends Future<?>> visitors = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> {
                        while (!leave.get()) {
                            answers.add(application.status("/people"));
                        }
                    }))
                    .toList();
            await().until(() -> application.status("/guard/ready") == 200);
            assertThat(application.guard().status().phase()).isEqualTo(Phase.HOLDING);

            WebApplicationTest.migrate(database);
            await().until(() -> application.guard().status().phase() == Phase.SERVING);
            assertThat(application.filteredRequests()).isZero();
            assertThat(answers).containsExactly(503);

            application.guard().maintenance().set(MaintenanceMode.OFF, null, "test", null);
            await().until(() -> answers.contains(200));
            leave.set(true);
            for (Future<?> each : visitors) {
                each.get();
            }
            assertThat(answers).containsExactly(200, 503);
        } finally {
            leave.set(true);
            threads.shutdown();
        }
    }
}
