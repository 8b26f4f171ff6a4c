package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfiguredMaintenanceTest implements MaintenanceSourceContract {

    private final TestClock clock = new TestClock();

    @Override
    public MaintenanceSource sourceThatSays(MaintenanceMode mode, @Nullable String reason, @Nullable Instant until) {
        return new ConfiguredMaintenance(new MaintenanceState(mode, reason, null, clock.instant(), until, 0));
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Test
    void alsoSaysOff() {
        MaintenanceState off = new MaintenanceState(MaintenanceMode.OFF, null, null, clock.instant(), null, 0);

        assertThat(new ConfiguredMaintenance(off).read()).contains(off);
    }
}
