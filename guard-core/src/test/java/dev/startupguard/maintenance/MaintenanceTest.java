package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.startupguard.test.LogCapture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {

    private final TestClock clock = new TestClock();

    @ParameterizedTest(name = "override {0}, file {1}, database {2}, configured {3}: {4} by {5}")
    @CsvSource({
        "ON,        OFF, OFF,       OFF, ON,        override",
        "OFF,       ON,  ON,        ON,  OFF,       override",
        ",          ON,  OFF,       OFF, ON,        file",
        ",          OFF, ON,        ON,  OFF,       file",
        ",          ,    READ_ONLY, ON,  READ_ONLY, database",
        ",          ,    ,          ON,  ON,        configured",
        ",          ,    ,          ,    OFF,       none",
    })
    void theFirstSourceWithAnOpinionDecides(
            @Nullable MaintenanceMode override,
            @Nullable MaintenanceMode file,
            @Nullable MaintenanceMode database,
            @Nullable MaintenanceMode configured,
            MaintenanceMode effective,
            String source) {
        Maintenance maintenance = Maintenance.builder(clock)
                .source("override", () -> opinion(override))
                .source("file", () -> opinion(file))
                .source("database", () -> opinion(database))
                .source("configured", () -> opinion(configured))
                .build();

        EffectiveMaintenance now = maintenance.refresh();

        assertThat(now.state().mode()).isEqualTo(effective);
        assertThat(now.source()).isEqualTo(source);
        assertThat(now.stale()).isEmpty();
        assertThat(maintenance.effective()).isSameAs(now);
    }

    @Test
    void isOffAndSaidByNobodyBeforeTheFirstRefresh() {
        Maintenance maintenance = Maintenance.builder(clock)
                .source("configured", () -> opinion(MaintenanceMode.ON))
                .build();

        assertThat(maintenance.effective())
                .isEqualTo(new EffectiveMaintenance(
                        new MaintenanceState(MaintenanceMode.OFF, null, null, clock.instant(), null, 0),
                        "none",
                        List.of()));
    }

    /** Failure case 10. */
    @Test
    void anUnreadableSourceIsStaleSinceTheFirstFailureAndTellsTheLastError() {
        Switchable file = new Switchable();
        Maintenance maintenance = Maintenance.builder(clock)
                .source("file", file)
                .source("configured", () -> opinion(MaintenanceMode.OFF))
                .build();
        file.says = MaintenanceMode.ON;
        maintenance.refresh();
        Instant firstFailure = clock.instant();

        file.fails = new IOException("disk is gone");
        maintenance.refresh();
        clock.advance(Duration.ofSeconds(5));
        file.fails = new IOException("disk is\nstill gone");
        EffectiveMaintenance stale = maintenance.refresh();

        assertThat(stale.state().mode()).isEqualTo(MaintenanceMode.ON);
        assertThat(stale.source()).isEqualTo("file");
        assertThat(stale.stale()).containsExactly(new StaleSource("file", firstFailure, "disk is still gone"));

        file.fails = null;
        file.says = null;
        EffectiveMaintenance recovered = maintenance.refresh();

        assertThat(recovered.stale()).isEmpty();
        assertThat(recovered.source()).isEqualTo("configured");
    }

    @Test
    void aSecretInWhatASourceSaysOfItsFailureIsNotShown() {
        Switchable database = new Switchable();
        Maintenance maintenance = Maintenance.builder(clock)
                .source("database", database)
                .source("configured", () -> opinion(MaintenanceMode.OFF))
                .build();
        database.fails = new IOException("no answer from jdbc:postgresql://db/app?user=app&password=hush");

        assertThat(maintenance.refresh().stale()).extracting(StaleSource::error).containsExactly("no answer from…");
    }

    @Test
    void aSourceThatWasSilentBeforeItBrokeGoesOnBeingSilent() {
        Switchable file = new Switchable();
        Maintenance maintenance = Maintenance.builder(clock)
                .source("file", file)
                .source("configured", () -> opinion(MaintenanceMode.READ_ONLY))
                .build();
        maintenance.refresh();

        file.fails = new IOException("disk is gone");

        assertThat(maintenance.refresh().source()).isEqualTo("configured");
    }

    @Test
    void aSourceThatWasNeverReadableHasNoOpinionAndIsStale() {
        Switchable file = new Switchable();
        file.fails = new IllegalStateException();
        Maintenance maintenance = Maintenance.builder(clock)
                .source("file", file)
                .source("configured", () -> opinion(MaintenanceMode.ON))
                .build();

        EffectiveMaintenance now = maintenance.refresh();

        assertThat(now.source()).isEqualTo("configured");
        assertThat(now.stale()).containsExactly(new StaleSource("file", clock.instant(), "IllegalStateException"));
    }

    @Test
    void oneSourceIsReadByItsName() {
        MaintenanceOverride override = new MaintenanceOverride(clock);
        Switchable file = new Switchable();
        Maintenance maintenance = Maintenance.builder(clock)
                .source("override", override)
                .source("file", file)
                .build();
        maintenance.refresh();
        file.says = MaintenanceMode.READ_ONLY;
        override.set(MaintenanceMode.ON, null, null, null);

        assertThat(maintenance.refresh("override").source()).isEqualTo("override");
        override.end();
        assertThat(maintenance.refresh("override").source())
                .as("the file was not read")
                .isEqualTo("none");
        assertThat(maintenance.refresh("file").source()).isEqualTo("file");
    }

    @Test
    void aNameThatIsNoSourceIsRefused() {
        Maintenance maintenance =
                Maintenance.builder(clock).source("file", Optional::empty).build();

        assertThatThrownBy(() -> maintenance.refresh("files"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no source 'files', only [file]");
        assertThatThrownBy(() -> Maintenance.builder(clock)
                        .source("file", Optional::empty)
                        .source("file", Optional::empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source name 'file' is blank or taken");
    }

    @Test
    void aSourceThatHangsDelaysNeitherTheOthersNorTheAnswer() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        MaintenanceOverride override = new MaintenanceOverride(clock);
        Maintenance maintenance = Maintenance.builder(clock)
                .source("override", override)
                .source("file", () -> {
                    reading.countDown();
                    release.await();
                    return opinion(MaintenanceMode.READ_ONLY);
                })
                .build();
        CompletableFuture<EffectiveMaintenance> hanging = CompletableFuture.supplyAsync(maintenance::refresh);
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        override.set(MaintenanceMode.ON, null, null, null);

        assertThat(maintenance.refresh("override").state().mode()).isEqualTo(MaintenanceMode.ON);
        assertThat(maintenance.effective().state().mode()).isEqualTo(MaintenanceMode.ON);
        override.end();
        maintenance.refresh("override");
        release.countDown();
        assertThat(hanging.get(10, TimeUnit.SECONDS).source())
                .as("the change made meanwhile is not lost")
                .isEqualTo("file");
    }

    @Test
    void anOlderReadNeverReplacesANewerOne() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger reads = new AtomicInteger();
        Maintenance maintenance = Maintenance.builder(clock)
                .source("file", () -> {
                    if (reads.incrementAndGet() > 1) {
                        return opinion(MaintenanceMode.ON);
                    }
                    reading.countDown();
                    release.await();
                    return opinion(MaintenanceMode.READ_ONLY);
                })
                .build();
        Thread older = new Thread(maintenance::refresh);
        older.start();
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        Thread newer = new Thread(() -> maintenance.refresh("file"));
        newer.start();
        await().until(newer::getState, state -> state == Thread.State.BLOCKED || state == Thread.State.TERMINATED);
        release.countDown();
        older.join();
        newer.join();

        assertThat(maintenance.effective().state().mode()).isEqualTo(MaintenanceMode.ON);
    }

    @Test
    void changesAreLoggedOnceAndInWordsForAnOperator() {
        Switchable file = new Switchable();
        Maintenance maintenance =
                Maintenance.builder(clock).source("file", file).build();
        try (LogCapture log = LogCapture.of(Maintenance.class)) {
            maintenance.refresh();
            file.says = MaintenanceMode.ON;
            maintenance.refresh();
            maintenance.refresh();
            file.fails = new IOException("Disk is gone.");
            maintenance.refresh();
            maintenance.refresh();
            file.fails = null;
            maintenance.refresh();

            assertThat(log.messages("INFO"))
                    .containsExactly(
                            "Maintenance mode is on, said by source file (reason: test, actor: not given, until: not"
                                    + " given); it was off",
                            "Maintenance source file can be read again, after failures since 2027-01-31T06:00:00Z");
            assertThat(log.messages("WARN"))
                    .containsExactly("Maintenance source file cannot be read; its last opinion goes on to count (on)."
                            + " Disk is gone.");
        }
    }

    private static Optional<MaintenanceState> opinion(@Nullable MaintenanceMode mode) {
        return Optional.ofNullable(mode).map(said -> new MaintenanceState(said, "test", null, Instant.EPOCH, null, 1));
    }

    /** A source that says or fails as the test wants. */
    private static final class Switchable implements MaintenanceSource {

        private @Nullable MaintenanceMode says;
        private @Nullable Exception fails;

        @Override
        public Optional<MaintenanceState> read() throws Exception {
            if (fails != null) {
                throw fails;
            }
            return opinion(says);
        }
    }
}
