package dev.startupguard.sample.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.ModeSwitch;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.sample.Databases;
import dev.startupguard.sample.Release;
import dev.startupguard.sample.RunningSample;
import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.AttendeeName;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.LogCapture;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderWorkerTest {
    private static final String STATUS = "SELECT status FROM conference_order";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aTableThatIsAwayIsReportedOnceAndWorkGoesOnWhenItIsBack(TestDatabase kind) {
        FreshDatabase database = Databases.create(kind, folder);
        RunningSample.migrate(Release.TWO, database);
        try (RunningSample sample = RunningSample.open(Release.TWO, database, "--sample.worker.poll-interval=20ms");
                LogCapture log = LogCapture.of(OrderWorker.class)) {
            database.execute("ALTER TABLE seats_left RENAME TO seats_left_away");
            register(sample);
            await().untilAsserted(() -> assertThat(log.messages("WARN")).isNotEmpty());
            // Whatever the failed attempts did is rolled back as a whole.
            assertThat(database.column("SELECT seats_reserved FROM conference WHERE slug = 'evolving-schemas'"))
                    .containsExactly("0");

            database.execute("ALTER TABLE seats_left_away RENAME TO seats_left");

            await().untilAsserted(() -> assertThat(database.column(STATUS)).containsExactly("CONFIRMED"));
            assertThat(log.messages("WARN")).singleElement().asString().startsWith("Orders wait:");
        }
    }

    @Test
    void ordersWaitWhileTheSiteIsInMaintenance() {
        FreshDatabase database = Databases.create(TestDatabase.H2, folder);
        RunningSample.migrate(Release.TWO, database);
        try (RunningSample sample = RunningSample.open(Release.TWO, database, "--sample.worker.poll-interval=1h")) {
            OrderWorker worker = sample.bean(OrderWorker.class);
            ModeSwitch mode = sample.bean(StartupGuard.class).maintenance();
            register(sample);

            mode.set(MaintenanceMode.ON, "a test", null, null);
            worker.work();
            assertThat(database.column(STATUS)).containsExactly("PENDING");

            mode.end();
            // The guard looks at the schema once more before it opens.
            await().untilAsserted(() -> {
                worker.work();
                assertThat(database.column(STATUS)).containsExactly("CONFIRMED");
            });
        }
    }

    private static void register(RunningSample sample) {
        Attendee attendee = new Attendee(new AttendeeName("Ada", "Lovelace"), "ada@example.org");
        sample.bean(RegistrationDesk.class)
                .register("evolving-schemas", attendee, 2)
                .orElseThrow();
    }
}
