package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaintenanceOverrideTest implements ChangeableSourceContract {

    private final TestClock clock = new TestClock();
    private final MaintenanceOverride override = new MaintenanceOverride(clock);

    @Override
    public MaintenanceSource source() {
        return override;
    }

    @Override
    public void tell(MaintenanceMode mode, @Nullable String reason, @Nullable Instant until) {
        override.set(mode, reason, "operator", until);
    }

    @Override
    public void end() {
        override.end();
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Test
    void setReturnsTheStateThatIsReadNow() {
        MaintenanceState state = override.set(MaintenanceMode.ON, "moving house", "ada", null);

        assertThat(override.read()).contains(state);
        assertThat(state)
                .isEqualTo(new MaintenanceState(MaintenanceMode.ON, "moving house", "ada", clock.instant(), null, 1));
    }

    @Test
    void endSaysWhetherThereWasSomethingToEnd() {
        assertThat(override.end()).isFalse();
        assertThat(override.epoch()).isZero();
        override.set(MaintenanceMode.ON, null, null, null);

        assertThat(override.end()).isTrue();
        assertThat(override.end()).isFalse();
        assertThat(override.epoch()).isEqualTo(2);
    }

    @Test
    void aChangeThatExpectsTheCurrentEpochIsApplied() {
        OverrideChange first = override.set(0, MaintenanceMode.ON, null, "ada", null);
        OverrideChange second = override.set(first.epoch(), MaintenanceMode.READ_ONLY, null, "ada", null);
        OverrideChange end = override.end(second.epoch());

        assertThat(first).isInstanceOf(OverrideChange.Applied.class);
        assertThat(second.state())
                .isNotNull()
                .extracting(MaintenanceState::mode)
                .isEqualTo(MaintenanceMode.READ_ONLY);
        assertThat(end).isEqualTo(new OverrideChange.Applied(null, 3));
        assertThat(override.read()).isEmpty();
    }

    @Test
    void aChangeThatExpectsAnotherEpochChangesNothingAndSaysWhatHolds() {
        MaintenanceState held = override.set(MaintenanceMode.ON, "ada's", "ada", null);

        assertThat(override.set(0, MaintenanceMode.OFF, null, "bob", null))
                .isEqualTo(new OverrideChange.Conflict(held, 1));
        assertThat(override.end(7)).isEqualTo(new OverrideChange.Conflict(held, 1));
        assertThat(override.read()).contains(held);
    }

    @Test
    void aChangeBasedOnAnOverrideThatHasEndedIsAConflict() {
        override.set(MaintenanceMode.ON, null, null, null);
        override.end();

        assertThat(override.set(1, MaintenanceMode.ON, null, null, null))
                .isEqualTo(new OverrideChange.Conflict(null, 2));
    }

    @Test
    void aReasonThatIsTooLongChangesNothing() {
        assertThatThrownBy(() -> override.set(MaintenanceMode.ON, "x".repeat(501), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(override.read()).isEmpty();
        assertThat(override.epoch()).isZero();
    }

    @Test
    void ofManyChangesThatExpectTheSameEpochOneIsApplied() throws Exception {
        int rivals = 8;
        ExecutorService threads = Executors.newFixedThreadPool(rivals);
        try {
            CyclicBarrier together = new CyclicBarrier(rivals);
            for (long round = 0; round < 200; round++) {
                long expected = round;
                List<Future<OverrideChange>> changes = IntStream.range(0, rivals)
                        .mapToObj(rival -> threads.submit(() -> {
                            together.await();
                            return override.set(expected, MaintenanceMode.ON, "by " + rival, null, null);
                        }))
                        .toList();
                int applied = 0;
                for (Future<OverrideChange> change : changes) {
                    assertThat(change.get().epoch()).isEqualTo(round + 1);
                    assertThat(change.get().state()).isEqualTo(override.read().orElseThrow());
                    applied += change.get() instanceof OverrideChange.Applied ? 1 : 0;
                }
                assertThat(applied).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
