package dev.startupguard.sample.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.sample.Databases;
import dev.startupguard.sample.Release;
import dev.startupguard.sample.RunningSample;
import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.AttendeeName;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeatAssignmentTest {
    @TempDir
    Path folder;

    private static final int SEATS = 12;

    @ParameterizedTest
    @EnumSource
    void severalWorkersSellEverySeatOnce(TestDatabase kind) throws Exception {
        FreshDatabase database = Databases.create(kind, folder);
        RunningSample.migrate(Release.TWO, database);
        try (RunningSample sample = RunningSample.open(Release.TWO, database, "--sample.worker.poll-interval=1h")) {
            RegistrationDesk desk = sample.bean(RegistrationDesk.class);
            Attendee attendee = new Attendee(new AttendeeName("Ada", "Lovelace"), "ada@example.org");
            for (int i = 0; i < SEATS + 8; i++) {
                desk.register("operators-workshop", attendee, 1).orElseThrow();
            }

            decideAll(sample.bean(SeatAssignment.class));
        }
        assertThat(database.column("SELECT COUNT(*) FROM conference_order WHERE status = 'CONFIRMED'"))
                .containsExactly("" + SEATS);
        assertThat(database.column("SELECT COUNT(*) FROM conference_order WHERE status = 'REJECTED'"))
                .containsExactly("8");
        assertThat(database.column("SELECT seats_reserved FROM conference WHERE slug = 'operators-workshop'"))
                .containsExactly("" + SEATS);
        assertThat(database.column("SELECT seats FROM seats_left WHERE conference_id = 4"))
                .containsExactly("0");
    }

    private static void decideAll(SeatAssignment assignment) throws Exception {
        Callable<Boolean> worker = () -> {
            while (assignment.decideNext()) {
                // Until no order waits.
            }
            return true;
        };
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> done : workers.invokeAll(Collections.nCopies(4, worker))) {
                done.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }
}
