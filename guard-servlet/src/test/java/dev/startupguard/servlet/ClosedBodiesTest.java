package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.AdmissionRules;
import dev.startupguard.GuardIdentity;
import dev.startupguard.GuardStatus;
import dev.startupguard.Objections;
import dev.startupguard.Phase;
import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceState;
import dev.startupguard.warmup.WarmUpReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and programs read, compared with golden files under {@code src/test/resources/closed}. */
class ClosedBodiesTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-22T11:30:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void theMaintenancePageSaysWhySinceWhenAndUntilWhen() throws IOException {
        assertThat(bodies(ClosedKind.MAINTENANCE, "Moving <house> & \"more\"", UNTIL, NOW, Representation.HTML, true))
                .isEqualTo(golden("maintenance.html"));
    }

    @Test
    void theReadOnlyPageAfterAPostSaysThatNothingWasSaved() throws IOException {
        assertThat(bodies(ClosedKind.READ_ONLY, null, null, NOW, Representation.HTML, false))
                .isEqualTo(golden("read-only-post.html"));
    }

    @Test
    void theStartingPageShowsNoReasonOfAnOperator() throws IOException {
        assertThat(bodies(ClosedKind.STARTING, "a reason", UNTIL, NOW, Representation.HTML, true))
                .isEqualTo(golden("starting.html"));
    }

    @Test
    void programsGetAProblem() throws IOException {
        assertThat(bodies(ClosedKind.MAINTENANCE, "Moving house", UNTIL, NOW, Representation.PROBLEM, true) + "\n")
                .isEqualTo(golden("maintenance.json"));
    }

    @Test
    void everybodyElseGetsText() throws IOException {
        assertThat(bodies(ClosedKind.WAITING, null, null, NOW, Representation.TEXT, true))
                .isEqualTo(golden("waiting.txt"));
    }

    @ParameterizedTest
    @CsvSource({"de", "fr", "es", "zh"})
    void everythingIsSaidInTheReadersLanguage(String tag) throws IOException {
        StringBuilder all = new StringBuilder();
        for (ClosedKind kind : ClosedKind.values()) {
            all.append(bodies(tag, kind, "#42", UNTIL, NOW, Representation.TEXT, true));
        }
        all.append(bodies(tag, ClosedKind.READ_ONLY, "#42", NOW, UNTIL, Representation.HTML, false))
                .append(bodies(tag, ClosedKind.MAINTENANCE, null, UNTIL, NOW, Representation.HTML, true))
                .append(bodies(tag, ClosedKind.MAINTENANCE, null, UNTIL, NOW, Representation.PROBLEM, true))
                .append('\n');
        assertThat(all.toString().replaceAll("(?s)<style>.*?</style>", "<style></style>"))
                .isEqualTo(golden(tag + ".txt"));
    }

    @Test
    void anEndThatHasPassedIsNotShownAsIfItWereToCome() {
        String page = bodies(ClosedKind.MAINTENANCE, null, UNTIL, UNTIL, Representation.HTML, true);
        assertThat(page).contains("It is taking longer than announced.").doesNotContain("11:30");
    }

    @Test
    void bodiesFitUntilTheStatusChangesOrTheEndPasses() {
        GuardStatus status = status(MaintenanceMode.ON, null, UNTIL);
        ClosedBodies bodies =
                new ClosedBodies(status, ClosedKind.MAINTENANCE, language("en"), PageTemplate.builtIn(), NOW);
        assertThat(bodies.fit(status, ClosedKind.MAINTENANCE, UNTIL.toEpochMilli() - 1))
                .isTrue();
        assertThat(bodies.fit(status, ClosedKind.MAINTENANCE, UNTIL.toEpochMilli()))
                .isFalse();
        assertThat(bodies.fit(status, ClosedKind.STARTING, NOW.toEpochMilli())).isFalse();
        GuardStatus other = status(MaintenanceMode.ON, null, UNTIL);
        assertThat(bodies.fit(other, ClosedKind.MAINTENANCE, NOW.toEpochMilli()))
                .isFalse();
    }

    private static String bodies(
            ClosedKind kind,
            @Nullable String reason,
            @Nullable Instant until,
            Instant now,
            Representation representation,
            boolean isSafe) {
        return bodies("en", kind, reason, until, now, representation, isSafe);
    }

    private static String bodies(
            String tag,
            ClosedKind kind,
            @Nullable String reason,
            @Nullable Instant until,
            Instant now,
            Representation representation,
            boolean isSafe) {
        MaintenanceMode mode = switch (kind) {
            case MAINTENANCE -> MaintenanceMode.ON;
            case READ_ONLY -> MaintenanceMode.READ_ONLY;
            case STARTING, WAITING -> MaintenanceMode.OFF;
        };
        ClosedBodies bodies =
                new ClosedBodies(status(mode, reason, until), kind, language(tag), PageTemplate.builtIn(), now);
        return new String(bodies.of(representation, isSafe, 3, 42), StandardCharsets.UTF_8);
    }

    private static ClosedLanguage language(String tag) {
        ClosedLanguages languages = new ClosedLanguages(ClosedBodiesTest.class.getClassLoader());
        return languages.get(languages.indexOf(tag));
    }

    private static GuardStatus status(MaintenanceMode mode, @Nullable String reason, @Nullable Instant until) {
        return new GuardStatus(
                new GuardIdentity("blue", "web", "web-1"),
                Phase.WARMING,
                SINCE,
                Phase.WARMING,
                new EffectiveMaintenance(
                        new MaintenanceState(mode, reason, null, SINCE, until, 1), "override", List.of()),
                null,
                null,
                new WarmUpReport(WarmUpReport.State.RUNNING, List.of(), 1, SINCE, Duration.ZERO),
                List.of(),
                null,
                Objections.NONE,
                true,
                new AdmissionRules(true, true));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ClosedBodiesTest.class.getResourceAsStream("/closed/" + name)) {
            assertThat(in).as("golden file " + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
