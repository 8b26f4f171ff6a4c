package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.LogCapture;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the application itself says against its availability. */
class ObjectionsTest {

    private final StartupGuard guard = StartupGuard.builder()
            .configuration(GuardConfiguration.of(
                    Settings.of(new PropertySettings("test", Map.of("guard.schema.locations", "")))))
            .build();

    @BeforeEach
    void serve() {
        guard.start();
        await().until(() -> guard.status().phase() == Phase.SERVING);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void oneToReadinessIsToldToProbesAndKeepsNobodyOut() {
        guard.object(said -> said.withReadiness("The cache is cold."));

        GuardStatus status = guard.status();
        assertThat(status.isReady()).isFalse();
        assertThat(status.isLive()).isTrue();
        assertThat(status.reason()).isEqualTo("The cache is cold.");
        assertThat(status.phase()).isEqualTo(Phase.SERVING);
        assertThat(status.admission(false)).isEqualTo(Admission.PASS);
        assertThat(guard.workGate().isOpen()).isTrue();
    }

    @Test
    void oneToLivenessLeavesReadinessAlone() {
        guard.object(said -> said.withLiveness("Out of memory."));

        assertThat(guard.status().isLive()).isFalse();
        assertThat(guard.status().isReady()).isTrue();
        assertThat(guard.status().reason()).isEqualTo("Out of memory.");
    }

    @Test
    void takenBackTheGuardsOwnWordHoldsAgain() {
        guard.object(said -> new Objections("The cache is cold.", "Out of memory."));
        guard.object(said -> said.withReadiness(null));
        assertThat(guard.status().isReady()).isTrue();
        assertThat(guard.status().isLive()).isFalse();

        guard.object(said -> said.withLiveness(null));
        assertThat(guard.status().isLive()).isTrue();
        assertThat(guard.status().reason()).isEqualTo("Serving.");
    }

    @Test
    void theyMendNothingThatTheGuardKnows() {
        guard.fail("The licence has run out.");
        guard.object(said -> Objections.NONE);

        assertThat(guard.status().isLive()).isFalse();
        assertThat(guard.status().isReady()).isFalse();
        assertThat(guard.status().reason()).isEqualTo("The licence has run out.");
    }

    @Test
    void whereTheGuardIsNotReadyByItselfItsOwnReasonIsShown() {
        guard.object(said -> said.withReadiness("The cache is cold."));
        guard.drain();

        assertThat(guard.status().reason()).isEqualTo("Leaving rotation to stop.");
    }

    @Test
    void anInstanceInMaintenanceLeavesRotationForThemToo() {
        guard.maintenance().set(MaintenanceMode.ON, "Moving house", "test", null);
        assertThat(guard.status().isReady()).isTrue();

        guard.object(said -> said.withReadiness("The cache is cold."));

        assertThat(guard.status().isReady()).isFalse();
        assertThat(guard.status().reason()).isEqualTo("The cache is cold.");
        assertThat(guard.status().admission(true)).isEqualTo(Admission.MAINTENANCE);
    }

    @Test
    void theOperatorReadsOfThemWhereTheyMakeTheDifference() {
        try (LogCapture log = LogCapture.of(StartupGuard.class)) {
            guard.object(said -> said.withReadiness("The cache is cold."));
            guard.object(said -> said.withReadiness("The cache is still cold."));
            guard.object(said -> said.withReadiness(null));
            guard.object(said -> said.withLiveness("Out of memory."));
            guard.object(said -> said.withLiveness(null));
            guard.drain();
            guard.object(said -> said.withReadiness("Stopping."));
            guard.fail("The end.");

            await().until(() -> log.messages("ERROR").size() == 2);
            assertThat(log.messages("INFO"))
                    .containsExactly(
                            "Not ready: The cache is cold.",
                            "Ready, by the application's own word.",
                            "Live again, by the application's own word.",
                            "SERVING -> DRAINING: Leaving rotation to stop.");
            assertThat(log.messages("ERROR"))
                    .containsExactly(
                            "Not live: Out of memory.",
                            "This instance can never serve and is no longer live: The end.");
        }
    }
}
