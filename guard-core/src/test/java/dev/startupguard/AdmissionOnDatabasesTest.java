package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.WarmUpTask;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of admission and readiness again, with each phase reached on a real database. */
class AdmissionOnDatabasesTest {

    private static final String LOCATION = "classpath:dev/startupguard/one";

    private static final String TABLE = """
            STARTING STARTING     STARTING     false  STARTING     STARTING     false  MAINTENANCE MAINTENANCE true
            HOLDING  WAITING      WAITING      false  WAITING      WAITING      false  MAINTENANCE MAINTENANCE true
            WARMING  STARTING     STARTING     false  STARTING     STARTING     false  MAINTENANCE MAINTENANCE true
            SERVING  PASS         PASS         true   PASS         READ_ONLY    true   MAINTENANCE MAINTENANCE true
            DRAINING PASS_CLOSING PASS_CLOSING false  PASS_CLOSING READ_ONLY    false  MAINTENANCE MAINTENANCE false
            """;

    static Stream<Arguments> rows() {
        return TestDatabase.all().flatMap(kind -> TABLE.lines().map(row -> Arguments.of(kind, row)));
    }

    /** @param row the phase, then for OFF, READ_ONLY and ON each: a safe request, an unsafe one, ready */
    @ParameterizedTest
    @MethodSource("rows")
    void admitsAndIsReadyByTheTable(TestDatabase kind, String row) {
        String[] cells = row.strip().split("\\s+");
        Phase phase = Phase.valueOf(cells[0]);
        FreshDatabase database = kind.create();
        SwitchableDataSource dataSource = new SwitchableDataSource(database.dataSource());
        CountDownLatch mayLook = new CountDownLatch(1);
        CountDownLatch mayWarm = new CountDownLatch(1);
        if (phase != Phase.HOLDING) {
            Flyway.configure()
                    .dataSource(database.dataSource())
                    .locations(LOCATION)
                    .load()
                    .migrate();
        }
        if (phase == Phase.STARTING) {
            mayLook = dataSource.hold();
        }
        GuardBuilder builder = StartupGuard.builder()
                .configuration(GuardConfiguration.of(Settings.of(new PropertySettings(
                        "test", Map.of("guard.schema.locations", LOCATION, "guard.database.timeout", "1m")))))
                .dataSource(dataSource);
        if (phase == Phase.WARMING) {
            builder.warmUpTask(WarmUpTask.of("slow", mayWarm::await).withTimeLimit(Duration.ofMinutes(1)));
        }
        try (StartupGuard guard = builder.build()) {
            guard.start();
            reach(guard, phase);
            for (MaintenanceMode mode : MaintenanceMode.values()) {
                guard.maintenance().set(mode, null, "test", null);
                GuardStatus status = guard.status();
                String[] expected = Arrays.copyOfRange(cells, 1 + 3 * mode.ordinal(), 4 + 3 * mode.ordinal());
                assertThat(new String[] {
                            status.admission(true).name(),
                            status.admission(false).name(),
                            String.valueOf(status.isReady())
                        })
                        .as(mode.name())
                        .isEqualTo(expected);
            }
        } finally {
            mayLook.countDown();
            mayWarm.countDown();
        }
    }

    private static void reach(StartupGuard guard, Phase phase) {
        Phase first = phase == Phase.DRAINING ? Phase.SERVING : phase;
        await().atMost(Duration.ofSeconds(30)).until(() -> guard.status().phase() == first);
        if (phase == Phase.DRAINING) {
            guard.drain();
        }
    }
}
