package dev.startupguard.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardStatus;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class GuardHealthIndicatorTest {

    private final StartupGuard guard = StartupGuard.builder()
            .configuration(GuardConfiguration.of(
                    Settings.of(new PropertySettings("test", Map.of("guard.schema.locations", "")))))
            .build();

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void whileNothingIsKnownItIsOutOfServiceAndNotUnknown() {
        Health health = readiness();

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails())
                .containsExactly(
                        Map.entry("phase", "starting"),
                        Map.entry("mode", "off"),
                        Map.entry("verdict", "none"),
                        Map.entry("reason", "The schema has not been checked yet."));
    }

    @Test
    void itFollowsTheGuardFromOneQuestionToTheNext() {
        guard.maintenance().set(MaintenanceMode.ON, "Moving house", "test", null);
        assertThat(readiness().getStatus()).isEqualTo(Status.UP);

        guard.fail("The licence has run out.");
        assertThat(readiness().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(new GuardHealthIndicator(guard::status, GuardStatus::isLive, Status.DOWN)
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
    }

    private Health readiness() {
        return new GuardHealthIndicator(guard::status, GuardStatus::isReady, Status.OUT_OF_SERVICE).health();
    }
}
