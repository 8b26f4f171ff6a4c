package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SchemaVersion;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SchemaCheckListenerTest {

    private record Check(SchemaVerdict verdict, Duration took) {}

    private final BlockingQueue<Check> checks = new LinkedBlockingQueue<>();

    @Test
    void everyLookIsToldAlsoOneThatFoundNothingNew() throws InterruptedException {
        FreshDatabase database = TestDatabase.H2.create();
        try (StartupGuard guard = guard(database.dataSource())) {
            guard.addSchemaCheckListener((verdict, took) -> checks.add(new Check(verdict, took)));
            guard.start();

            for (int i = 0; i < 3; i++) {
                Check check = checks.take();
                assertThat(check.verdict()).isInstanceOf(SchemaVerdict.Unreadable.class);
                assertThat(check.took()).isPositive();
            }
            assertThat(guard.schemaVersion()).isEqualTo(SchemaVersion.of("2"));
        }
    }

    @Test
    void aListenerThatThrowsKeepsNobodyFromHearing() throws InterruptedException {
        try (StartupGuard guard = guard(TestDatabase.H2.create().dataSource())) {
            guard.addSchemaCheckListener((verdict, took) -> {
                throw new IllegalStateException("not today");
            });
            guard.addSchemaCheckListener((verdict, took) -> checks.add(new Check(verdict, took)));
            guard.start();

            checks.take();
            checks.take();
            await().until(() -> guard.status().phase() == Phase.HOLDING);
        }
    }

    @Test
    void aLookThatWasGivenUpTookItsTimeLimit() throws Exception {
        try (SilentServer silent = SilentServer.start()) {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl("jdbc:postgresql://localhost:" + silent.port() + "/none");
            try (StartupGuard guard = guard(dataSource)) {
                guard.addSchemaCheckListener((verdict, took) -> checks.add(new Check(verdict, took)));
                guard.start();

                Check check = checks.take();
                assertThat(check.verdict().label()).isEqualTo("unreadable");
                assertThat(check.took()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            }
        }
    }

    private static StartupGuard guard(DataSource dataSource) {
        return StartupGuard.builder()
                .configuration(GuardConfiguration.of(Settings.of(new PropertySettings(
                        "test",
                        Map.of(
                                "guard.schema.locations",
                                "classpath:dev/startupguard/two",
                                "guard.schema.check-interval",
                                "100ms",
                                "guard.database.timeout",
                                "200ms")))))
                .dataSource(dataSource)
                .build();
    }
}
