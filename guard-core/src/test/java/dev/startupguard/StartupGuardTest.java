package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.traffic.OpenStreams;
import dev.startupguard.warmup.WarmUpReport;
import dev.startupguard.warmup.WarmUpTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class StartupGuardTest {

    private static final String ONE = "classpath:dev/startupguard/one";
    private static final String TWO = "classpath:dev/startupguard/two";

    private final FreshDatabase database = TestDatabase.H2.create();
    private final SwitchableDataSource dataSource = new SwitchableDataSource(database.dataSource());
    private final List<StartupGuard> started = new ArrayList<>();

    @AfterEach
    void closeGuards() {
        started.forEach(StartupGuard::close);
    }

    @Test
    void holdsOnAnEmptyDatabaseAndOpensByItselfWhenAnotherProcessMigrates() {
        StartupGuard guard = start(builder(TWO));
        awaitPhase(guard, Phase.HOLDING);
        assertThat(guard.status().verdict()).isInstanceOf(SchemaVerdict.Unreadable.class);
        assertThat(guard.status().isLive()).isTrue();
        assertThat(guard.status().hasStarted()).isTrue();

        migrate(ONE);
        await().untilAsserted(() -> assertThat(guard.status().verdict()).isInstanceOf(SchemaVerdict.Behind.class));
        assertThat(guard.status().phase()).isEqualTo(Phase.HOLDING);

        migrate(TWO);
        awaitPhase(guard, Phase.SERVING);
        assertThat(guard.status().isReady()).isTrue();
    }

    @Test
    void anOldBuildGoesOnServingOnANewerSchema() {
        migrate(TWO);

        StartupGuard guard = start(builder(ONE));

        awaitPhase(guard, Phase.SERVING);
    }

    @Test
    void aBuildThatFallsBelowTheFloorWhileRunningStopsAdmitting() {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);

        raiseFloor("2");

        awaitPhase(guard, Phase.HOLDING);
        assertThat(guard.status().verdict()).isInstanceOf(SchemaVerdict.BelowFloor.class);
        assertThat(guard.status().isReady()).isFalse();
        assertThat(guard.status().admission(true)).isEqualTo(Admission.WAITING);
        assertThat(guard.workGate().isOpen()).isFalse();
    }

    @Test
    void aDatabaseThatFailsAfterAGoodVerdictTakesNobodyOutOfRotation() {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);

        dataSource.fail("connection refused");
        await().until(() -> guard.status().checkFailure() != null);

        assertThat(guard.status().phase()).isEqualTo(Phase.SERVING);
        assertThat(guard.status().verdict()).isInstanceOf(SchemaVerdict.Compatible.class);

        dataSource.use(database.dataSource());
        await().until(() -> guard.status().checkFailure() == null);
    }

    @Test
    void noRequestIsAdmittedBetweenTheEndOfMaintenanceAndAFreshLookAtTheSchema() {
        migrate(ONE);
        List<GuardStatus> unseen = new CopyOnWriteArrayList<>();
        StartupGuard guard = start(builder(ONE).listener((before, after) -> {
            if (after.admission(true).passes() && after.verdict() == null) {
                unseen.add(after);
            }
        }));
        awaitPhase(guard, Phase.SERVING);
        guard.maintenance().set(MaintenanceMode.ON, "migrating", "test", null);
        assertThat(guard.status().admission(true)).isEqualTo(Admission.MAINTENANCE);
        CountDownLatch mayLook = dataSource.hold();

        guard.maintenance().end();

        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
        assertThat(guard.status().phase()).isEqualTo(Phase.STARTING);
        assertThat(guard.status().admission(true)).isEqualTo(Admission.STARTING);
        raiseFloor("2");
        mayLook.countDown();
        awaitPhase(guard, Phase.HOLDING);
        guard.close(); // which tells the listeners what they have not heard yet
        assertThat(unseen).isEmpty();
    }

    @Test
    void deferredWarmUpIsFinishedBeforeTheFirstRequestIsAdmitted() {
        AtomicBoolean warmed = new AtomicBoolean();
        List<String> early = new CopyOnWriteArrayList<>();
        StartupGuard guard = start(builder(TWO, Map.of("guard.maintenance.mode", "on"))
                .warmUpTask(WarmUpTask.of("queries", () -> warmed.set(true)).needingSchema())
                .listener((before, after) -> {
                    if (after.admission(true).passes() && !warmed.get()) {
                        early.add(after.toString());
                    }
                }));
        migrate(ONE);
        await().until(() -> guard.status().warmUp().state() == WarmUpReport.State.DEFERRED
                && guard.status().verdict() instanceof SchemaVerdict.Behind);
        assertThat(guard.status().isReady()).isTrue();

        migrate(TWO);
        guard.maintenance().set(MaintenanceMode.OFF, null, "test", null);

        awaitPhase(guard, Phase.SERVING);
        assertThat(warmed).isTrue();
        assertThat(early).isEmpty();
    }

    @Test
    void aSilentDatabaseHoldsTheStartAndRecoversWithoutARestart() throws Exception {
        migrate(ONE);
        try (SilentServer silent = SilentServer.start()) {
            PGSimpleDataSource hanging = new PGSimpleDataSource();
            hanging.setUrl("jdbc:postgresql://127.0.0.1:" + silent.port() + "/x");
            dataSource.use(hanging);
            StartupGuard guard = start(builder(ONE, Map.of("guard.database.timeout", "200ms")));
            assertThat(guard.status().phase()).isEqualTo(Phase.STARTING);
            awaitPhase(guard, Phase.HOLDING);
            assertThat(guard.status().reason())
                    .isEqualTo("The database did not answer within 200 ms; expected the schema history to be readable."
                            + " Check the database and the connection pool; the guard goes on trying.");
            await().until(() -> silent.connections() >= GuardThreads.WORKERS);
            await().untilAsserted(() ->
                    assertThat(guard.status().reason()).startsWith("3 earlier looks at the schema have not returned;"));
            assertThat(workers()).isLessThanOrEqualTo(GuardThreads.WORKERS);

            dataSource.use(database.dataSource());
            silent.closeConnections();

            awaitPhase(guard, Phase.SERVING);
        }
    }

    @Test
    void anExhaustedPoolKeepsTheVerdictAndRecovers() throws Exception {
        migrate(ONE);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setMaximumPoolSize(1);
            dataSource.use(pool);
            StartupGuard guard = start(builder(ONE, Map.of("guard.database.timeout", "200ms")));
            awaitPhase(guard, Phase.SERVING);

            try (Connection taken = pool.getConnection()) {
                await().until(() -> guard.status().checkFailure() != null);
                assertThat(taken.isValid(1)).isTrue();
                assertThat(guard.status().isReady()).isTrue();
                assertThat(guard.status().isLive()).isTrue();
            }

            await().until(() -> guard.status().checkFailure() == null);
            assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aPoolExhaustedFromTheStartHoldsUntilAConnectionIsFree() throws Exception {
        migrate(ONE);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setMaximumPoolSize(1);
            dataSource.use(pool);
            StartupGuard guard;
            try (Connection taken = pool.getConnection()) {
                guard = start(builder(ONE, Map.of("guard.database.timeout", "200ms")));
                awaitPhase(guard, Phase.HOLDING);
                assertThat(taken.isValid(1)).isTrue();
            }

            awaitPhase(guard, Phase.SERVING);
        }
    }

    @Test
    void failRefusesToStartOnASchemaThatDoesNotFit() {
        migrate(ONE);
        StartupGuard guard =
                builder(TWO, Map.of("guard.schema.on-incompatible", "fail")).build();

        assertThatThrownBy(guard::start)
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("2");
        await().until(() -> guardThreads() == 0);
    }

    @Test
    void failStartsOnASchemaThatFits() {
        migrate(ONE);

        StartupGuard guard = start(builder(ONE, Map.of("guard.schema.on-incompatible", "fail")));

        awaitPhase(guard, Phase.SERVING);
    }

    @Test
    void warnServesOnASchemaThatDoesNotFit() {
        migrate(ONE);

        StartupGuard guard = start(builder(TWO, Map.of("guard.schema.on-incompatible", "warn")));

        awaitPhase(guard, Phase.SERVING);
        assertThat(guard.status().verdict()).isInstanceOf(SchemaVerdict.Behind.class);
    }

    @Test
    void theModeFollowsTheFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mode.properties");
        migrate(ONE);
        StartupGuard guard = start(builder(ONE, Map.of("guard.maintenance.file", file.toString())));
        awaitPhase(guard, Phase.SERVING);

        Files.writeString(file, "mode=read-only\nreason=Backup\n");
        await().until(() -> guard.status().mode() == MaintenanceMode.READ_ONLY);
        assertThat(guard.status().admission(true)).isEqualTo(Admission.PASS);
        assertThat(guard.status().admission(false)).isEqualTo(Admission.READ_ONLY);
        assertThat(guard.workGate().isOpen()).isFalse();
        assertThat(guard.readingWorkGate().isOpen()).isTrue();

        Files.writeString(file, "mode=perhaps\n");
        await().until(() -> !guard.status().maintenance().stale().isEmpty());
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.READ_ONLY);

        Files.delete(file);
        await().until(() -> guard.status().mode() == MaintenanceMode.OFF);
    }

    @Test
    void drainedMeansThatNoWorkIsLeftWhichTheModeAffects() throws Exception {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);
        guard.requests(true).enter();
        var permit = guard.workGate().tryEnter().orElseThrow();
        guard.maintenance().set(MaintenanceMode.READ_ONLY, null, null, null);
        assertThat(guard.isDrained()).isFalse();
        assertThat(guard.awaitDrained(java.time.Duration.ofMillis(20))).isFalse();

        permit.close();
        assertThat(guard.isDrained()).isTrue();

        guard.maintenance().set(MaintenanceMode.ON, null, null, null);
        assertThat(guard.isDrained()).isFalse();
        assertThat(guard.work()).isEqualTo(new Work(1, 0, 0, 0, 0));

        guard.requests(true).exit();
        assertThat(guard.awaitDrained(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aConnectionKeepsTheDrainWaitingUntilItHasEndedAndReadOnlyLeavesItOpen() throws Exception {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);
        AtomicBoolean told = new AtomicBoolean();
        OpenStreams.Registration connection = guard.streams().registerConnection(() -> told.set(true));

        guard.maintenance().set(MaintenanceMode.READ_ONLY, null, null, null);
        assertThat(guard.awaitDrained(Duration.ofSeconds(10))).isTrue();
        assertThat(told).isFalse();

        guard.maintenance().set(MaintenanceMode.ON, null, null, null);
        await().untilTrue(told);
        assertThat(guard.isDrained()).isFalse();

        connection.close();
        assertThat(guard.awaitDrained(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void longLivedStreamsAreClosedWhenMaintenanceBegins() {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);
        AtomicBoolean closed = new AtomicBoolean();
        guard.streams().register(() -> closed.set(true));

        guard.maintenance().set(MaintenanceMode.ON, null, null, null);

        await().untilTrue(closed);
    }

    @Test
    void drainingIsNotReadyButStillServes() {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);

        guard.drain();

        assertThat(guard.status().isReady()).isFalse();
        assertThat(guard.status().admission(false)).isEqualTo(Admission.PASS_CLOSING);
        assertThat(guard.workGate().isOpen()).isFalse();
    }

    @Test
    void aClosedInstanceDoesNotOpenByLeaving() {
        migrate(ONE);
        StartupGuard guard = start(builder(TWO));
        awaitPhase(guard, Phase.HOLDING);

        guard.drain();

        assertThat(guard.status().phase()).isEqualTo(Phase.DRAINING);
        assertThat(guard.status().admission(true)).isEqualTo(Admission.WAITING);
        assertThat(guard.status().isReady()).isFalse();
    }

    @Test
    void withoutTheGateNobodyIsLetInBeforeTheSchemaWasSeen() {
        migrate(ONE);
        CountDownLatch mayLook = dataSource.hold();
        StartupGuard guard = start(builder(ONE, Map.of("guard.warmup.gate-traffic", "false")));
        assertThat(guard.status().admission(true)).isEqualTo(Admission.STARTING);
        assertThat(guard.workGate().isOpen()).isFalse();

        mayLook.countDown();
        awaitPhase(guard, Phase.SERVING);
    }

    @Test
    void anInstanceThatServesIsNotDrained() {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);

        assertThat(guard.isDrained()).isFalse();

        guard.drain();
        assertThat(guard.isDrained()).isTrue();
    }

    @Test
    void anErrorInTheDriverIsSaidAndDoesNotEndTheChecks() {
        migrate(ONE);
        dataSource.failWith(new AbstractMethodError("an old driver"));
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.HOLDING);
        assertThat(guard.status().reason())
                .isEqualTo(
                        "The look at the schema failed with java.lang.AbstractMethodError; expected the driver to read a"
                                + " table. See the log for the cause, and check the driver's version.");

        dataSource.use(database.dataSource());
        awaitPhase(guard, Phase.SERVING);
    }

    @Test
    void aSourceThatHangsStopsNeitherTheChecksNorTheControl() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        StartupGuard guard = start(builder(TWO).maintenanceSource("slow", () -> {
            if (hangs.get()) {
                never.await();
            }
            return Optional.empty();
        }));
        awaitPhase(guard, Phase.HOLDING);
        hangs.set(true);

        migrate(TWO);

        awaitPhase(guard, Phase.SERVING);
        guard.maintenance().set(MaintenanceMode.ON, null, "test", null);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.ON);
    }

    @Test
    void aListenerThatHangsDelaysNeitherTheChecksNorTheWarmUpNorTheEnd() {
        CountDownLatch never = new CountDownLatch(1);
        StartupGuard guard = start(builder(ONE)
                .warmUpTask(WarmUpTask.of("queries", () -> {}).needingSchema())
                .listener((before, after) -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        awaitPhase(guard, Phase.HOLDING);
        migrate(ONE);
        awaitPhase(guard, Phase.SERVING);
        raiseFloor("2");
        awaitPhase(guard, Phase.HOLDING);

        guard.close();

        await().until(() -> guardThreads() == 0);
    }

    @Test
    void aStreamThatHangsWhileItIsClosedKeepsNeitherTheOthersOpenNorTheInstanceClosed() {
        migrate(ONE);
        CountDownLatch never = new CountDownLatch(1);
        StartupGuard guard =
                start(builder(ONE).warmUpTask(WarmUpTask.of("queries", () -> {}).needingSchema()));
        awaitPhase(guard, Phase.SERVING);
        await().until(() -> {
            AtomicBoolean refused = new AtomicBoolean();
            guard.streams().register(() -> refused.set(true)).close();
            return !refused.get();
        });
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean paused = new AtomicBoolean();
        guard.workGate().onPause(() -> paused.set(true));
        guard.streams().register(never::await);
        guard.streams().register(() -> ended.set(true));

        guard.maintenance().set(MaintenanceMode.ON, null, "test", null);
        await().untilTrue(ended);
        await().untilTrue(paused);
        guard.maintenance().end();

        awaitPhase(guard, Phase.SERVING);
        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.OFF);
        never.countDown();
    }

    @Test
    void aSourceThatHangsFromTheStartLeavesTheDecisionToTheConfiguredMode() {
        CountDownLatch never = new CountDownLatch(1);
        migrate(ONE);

        StartupGuard guard =
                start(builder(ONE, Map.of("guard.maintenance.mode", "on", "guard.database.timeout", "200ms"))
                        .maintenanceSource("slow", () -> {
                            never.await();
                            return Optional.empty();
                        }));

        assertThat(guard.status().mode()).isEqualTo(MaintenanceMode.ON);
        awaitPhase(guard, Phase.SERVING);
        assertThat(guard.status().admission(true)).isEqualTo(Admission.MAINTENANCE);
    }

    @Test
    void opensAtTheSecondLookAfterTheMigrationAtTheLatest() {
        AtomicInteger looksUntilOpen = new AtomicInteger();
        StartupGuard guard =
                start(builder(TWO, Map.of("guard.schema.check-interval", "1s")).listener((before, after) -> {
                    if (after.phase() == Phase.SERVING) {
                        looksUntilOpen.compareAndSet(0, dataSource.connections());
                    }
                }));
        awaitPhase(guard, Phase.HOLDING);
        migrate(TWO);
        int looksBefore = dataSource.connections();

        await().until(() -> looksUntilOpen.get() > 0);

        // One may have begun before the migration ended; the next comes a check interval later.
        assertThat(looksUntilOpen.get() - looksBefore).isLessThanOrEqualTo(2);
    }

    @Test
    void whoWaitsForTheWarmUpIsToldWhenTheInstanceLeaves() {
        migrate(ONE);
        CountDownLatch never = new CountDownLatch(1);
        StartupGuard guard = start(builder(ONE).warmUpTask(WarmUpTask.of("endless", never::await)));
        await().until(() -> guard.status().warmUp().state() == WarmUpReport.State.RUNNING);
        var end = guard.warmUp();

        guard.drain();

        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
        assertThat(end.join().state()).isEqualTo(WarmUpReport.State.FAILED);
    }

    @Test
    void whoWaitsForTheWarmUpWaitsForTheFirstLookAtTheSchemaToo() {
        migrate(ONE);
        CountDownLatch mayLook = dataSource.hold();
        StartupGuard guard =
                start(builder(ONE).warmUpTask(WarmUpTask.of("queries", () -> {}).needingSchema()));
        await().until(() -> guard.status().warmUp().state() == WarmUpReport.State.DEFERRED);
        var end = guard.warmUp();
        assertThat(end).isNotDone();

        mayLook.countDown();

        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
        assertThat(end.join().state()).isEqualTo(WarmUpReport.State.COMPLETE);
    }

    @Test
    void whoWaitsForTheFirstLookIsToldWhenTheInstanceLeaves() {
        CountDownLatch mayLook = dataSource.hold();
        StartupGuard guard = start(builder(ONE));
        var end = guard.warmUp();

        guard.drain();

        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
        mayLook.countDown();
    }

    @Test
    void strangersAreNotToldWhatADriverSaid() {
        dataSource.fail("password authentication failed for user guard at db.internal:5432");
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.HOLDING);

        assertThat(guard.status().reason()).contains("db.internal");
        assertThat(guard.status().publicReason()).isEqualTo("There is no connection to the database.");

        migrate(ONE);
        raiseFloor("2");
        dataSource.use(database.dataSource());
        await().until(() -> guard.status().verdict() instanceof SchemaVerdict.BelowFloor);
        assertThat(guard.status().publicReason()).isEqualTo(guard.status().reason());
    }

    @Test
    void streamsAreClosedBelowTheFloorAndWhereTheInstanceStartsClosed() {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        AtomicBoolean early = new AtomicBoolean();
        StartupGuard closed = start(builder(ONE, Map.of("guard.maintenance.mode", "on")));
        closed.streams().register(() -> early.set(true));
        assertThat(early).isTrue();
        awaitPhase(guard, Phase.SERVING);
        await().until(() -> {
            AtomicBoolean refused = new AtomicBoolean();
            guard.streams().register(() -> refused.set(true)).close();
            return !refused.get();
        });
        AtomicBoolean ended = new AtomicBoolean();
        guard.streams().register(() -> ended.set(true));

        raiseFloor("2");

        await().untilTrue(ended);
    }

    @Test
    void aDeclaredFailureEndsLiveness() {
        StartupGuard guard = start(builder(ONE));

        guard.fail("The licence file is missing.");

        assertThat(guard.status().isLive()).isFalse();
        assertThat(guard.status().isReady()).isFalse();
        assertThat(guard.status().reason()).isEqualTo("The licence file is missing.");
    }

    @Test
    void aListenerThatThrowsDoesNotKeepTheOthersFromHearing() {
        List<Phase> heard = new CopyOnWriteArrayList<>();
        migrate(ONE);
        StartupGuard guard = start(builder(ONE)
                .listener((before, after) -> {
                    throw new IllegalStateException("broken listener");
                })
                .listener((before, after) -> heard.add(after.phase())));

        await().until(() -> heard.contains(Phase.SERVING));
        assertThat(guard.status().phase()).isEqualTo(Phase.SERVING);
    }

    @Test
    void migrationsWithoutADataSourceAreRefused() {
        assertThatThrownBy(() -> StartupGuard.builder()
                        .configuration(configuration(Map.of("guard.schema.locations", ONE)))
                        .build())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "The guard has no DataSource, and this build has migrations at [classpath:dev/startupguard/one] or"
                                + " guard.schema.min is set; expected the DataSource of the database that they belong to. Give the"
                                + " guard its DataSource (guard.database.data-source), or set guard.schema.locations to nothing to"
                                + " switch the schema check off.");
    }

    @Test
    void withoutMigrationsAndMinimumTheSchemaCheckIsOff() {
        StartupGuard guard = start(StartupGuard.builder()
                .configuration(configuration(Map.of("guard.schema.locations", "classpath:no/such/folder"))));

        awaitPhase(guard, Phase.SERVING);
    }

    @Test
    void switchedOffItLetsEverythingPass() {
        StartupGuard guard = start(builder(
                TWO, Map.of("guard.enabled", "false", "guard.maintenance.mode", "on", "guard.warmup.pages", "/")));

        awaitPhase(guard, Phase.SERVING);
        assertThat(guard.status().admission(false)).isEqualTo(Admission.PASS);
        assertThat(guard.workGate().isOpen()).isTrue();
    }

    @Test
    void closingIsHeardByListenersAndStreams() {
        List<Phase> heard = new CopyOnWriteArrayList<>();
        AtomicBoolean closed = new AtomicBoolean();
        StartupGuard guard = start(builder(ONE).listener((before, after) -> heard.add(after.phase())));
        guard.streams().register(() -> closed.set(true));

        guard.close();

        assertThat(heard).last().isEqualTo(Phase.DRAINING);
        assertThat(closed).isTrue();
    }

    @Test
    void aGuardStartsOnce() {
        StartupGuard guard = start(builder(ONE));

        assertThatThrownBy(guard::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The guard was started already; expected one start in its life. Make another guard.");
    }

    @Test
    void closingEndsEveryThread() {
        migrate(ONE);
        StartupGuard guard = start(builder(ONE));
        awaitPhase(guard, Phase.SERVING);

        guard.close();

        await().until(() -> guardThreads() == 0);
    }

    private StartupGuard start(GuardBuilder builder) {
        StartupGuard guard = builder.build();
        started.add(guard);
        guard.start();
        return guard;
    }

    private GuardBuilder builder(String location) {
        return builder(location, Map.of());
    }

    private GuardBuilder builder(String location, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "guard.schema.locations", location,
                "guard.schema.check-interval", "100ms",
                "guard.maintenance.refresh-interval", "100ms"));
        settings.putAll(further);
        return StartupGuard.builder().configuration(configuration(settings)).dataSource(dataSource);
    }

    private static GuardConfiguration configuration(Map<String, String> settings) {
        return GuardConfiguration.of(Settings.of(new PropertySettings("test", settings)));
    }

    private void migrate(String location) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations(location)
                .load()
                .migrate();
    }

    private void raiseFloor(String version) {
        database.execute(
                "CREATE TABLE guard_schema_floor (floor_version VARCHAR(50), reason VARCHAR(500), raised_by VARCHAR(100))",
                "INSERT INTO guard_schema_floor VALUES ('" + version + "', 'test', 'test')");
    }

    private static void awaitPhase(StartupGuard guard, Phase phase) {
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(guard.status().phase())
                        .as(() -> guard.status().reason())
                        .isEqualTo(phase));
    }

    private static long workers() {
        return threads("startup-guard-database");
    }

    private static long guardThreads() {
        return threads("startup-guard");
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith(prefix))
                .count();
    }
}
