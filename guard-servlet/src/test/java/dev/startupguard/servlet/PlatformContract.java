package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.GuardBuilder;
import dev.startupguard.StartupGuard;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every platform asks instances in every state, and has to decide rightly by what it is told. */
abstract class PlatformContract extends ContainerContract {

    private static final Duration WARM_UP_LIMIT = Duration.ofMillis(250);

    private @Nullable Map<InstanceState, Map<PlatformRow, ProbeAnswer>> asked;

    PlatformContract(TestContainer container) {
        super(container);
    }

    @Test
    void everyPlatformDecidesRightlyInEveryState() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        answers()
                .forEach((state, answers) -> answers.forEach((row, answer) -> softly.assertThat(decision(row, answer))
                        .as("%s asks an instance that is: %s (%s)", row.platform(), state.title, answer)
                        .isEqualTo(row.rightDecision(state))));
        softly.assertAll();
    }

    @Test
    void everyAnswerIsSmallDirectAndForNoCache() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        answers()
                .forEach((state, answers) -> answers.forEach((row, answer) -> {
                    softly.assertThat(answer.status()).as("%s, %s", row, state).isIn(200, 503);
                    softly.assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                    softly.assertThat(answer.header("Location")).isEmpty();
                    softly.assertThat(answer.header("Set-Cookie")).isEmpty();
                    softly.assertThat(answer.body()).hasSizeLessThan(1000);
                    softly.assertThat(answer.body().isEmpty())
                            .isEqualTo(row.request().startsWith("HEAD"));
                    if (row.question() == PlatformQuestion.READY
                            && !answer.body().isEmpty()) {
                        softly.assertThat(answer.body())
                                .as("%s, %s", row, state)
                                .contains("\"mode\":\"" + state.mode() + "\"")
                                .contains("\"phase\":\"" + state.phase.name().toLowerCase(Locale.ROOT) + "\"")
                                .contains(state.reason);
                    }
                }));
        softly.assertAll();
    }

    /** The page is right on every container, or on none. */
    @Test
    void thePageOfPlatformsShowsWhatTheyDecided() throws Exception {
        Map<InstanceState, Map<PlatformRow, String>> decisions = new EnumMap<>(InstanceState.class);
        answers().forEach((state, answers) -> {
            Map<PlatformRow, String> byRow = new LinkedHashMap<>();
            answers.forEach((row, answer) -> byRow.put(row, decision(row, answer)));
            decisions.put(state, byRow);
        });
        String table = PlatformsPage.table(decisions);
        assertThat(PlatformsPage.shown())
                .as(
                        "The table in docs/platforms.md; what was seen is in %s: look at it, and copy it",
                        PlatformsPage.write(table).toAbsolutePath())
                .isEqualTo(table);
    }

    private static String decision(PlatformRow row, ProbeAnswer answer) {
        boolean isWaitedFor = row.question() == PlatformQuestion.WARM && hasWaited(answer);
        return isWaitedFor ? PlatformQuestion.WAITS : row.question().decision(row.accepts(answer.status()));
    }

    /** To the end of the run that was joined, or to the limit, where the next run may be under way already. */
    private static boolean hasWaited(ProbeAnswer answer) {
        boolean isUnderWay = answer.body().contains("has not been checked yet")
                || answer.body().contains("Warm-up is");
        return answer.body().contains("\"outcome\":\"timed-out\"")
                || isUnderWay && answer.waited().compareTo(WARM_UP_LIMIT) >= 0;
    }

    private Map<InstanceState, Map<PlatformRow, ProbeAnswer>> answers() throws Exception {
        Map<InstanceState, Map<PlatformRow, ProbeAnswer>> all = asked;
        if (all == null) {
            all = new EnumMap<>(InstanceState.class);
            for (InstanceState state : InstanceState.values()) {
                bring(state);
                get("/guard/live"); // what the container does once and not again is not the guard's time
                Map<PlatformRow, ProbeAnswer> answers = new LinkedHashMap<>();
                for (PlatformRow row : PlatformRow.all()) {
                    answers.put(row, ProbeAnswer.to(row, port()));
                }
                all.put(state, answers);
                closeGuards();
            }
            asked = all;
        }
        return all;
    }

    private void bring(InstanceState state) throws Exception {
        FreshDatabase database = TestDatabase.H2.create();
        SwitchableDataSource dataSource = new SwitchableDataSource(database.dataSource());
        MigratedDatabase.toVersion1(database);
        GuardBuilder builder = builder(
                        "schema.locations",
                        "classpath:platforms/migrations",
                        "maintenance.mode",
                        state.mode(),
                        "endpoints.aliases",
                        PlatformRow.ALIASES,
                        "warmup.timeout",
                        WARM_UP_LIMIT.toMillis() + "ms",
                        "database.timeout",
                        "1m")
                .dataSource(dataSource);
        switch (state) {
            case STARTING -> closeLater(dataSource.hold());
            case BEHIND, MAINTENANCE_BEHIND -> {}
            case BROKEN -> MigratedDatabase.toVersion2(database, false);
            case TOO_OLD -> {
                MigratedDatabase.toVersion2(database, true);
                createGuardTables(database);
                database.execute(
                        "INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('3', 'test', 'test')");
            }
            default -> MigratedDatabase.toVersion2(database, true);
        }
        if (state == InstanceState.WARMING) {
            builder.warmUpTask(endlessTask());
        }
        StartupGuard guard = use(builder, state.phase);
        switch (state) {
            case STARTING -> guard.start();
            case DATABASE_GONE -> {
                dataSource.fail("refused");
                await().until(() -> guard.status().checkFailure() != null);
            }
            case FAILED -> guard.fail("out of order");
            default -> {}
        }
    }

    private static void createGuardTables(FreshDatabase database) throws IOException {
        try (InputStream script =
                StartupGuard.class.getResourceAsStream("/dev/startupguard/db/h2/V1__create_guard_tables.sql")) {
            database.execute(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void closeLater(CountDownLatch latch) {
        closeWithTheTest(latch::countDown);
    }
}
