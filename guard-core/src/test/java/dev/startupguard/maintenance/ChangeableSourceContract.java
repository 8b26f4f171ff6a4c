package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every source keeps that can be told something else while the application runs. */
public interface ChangeableSourceContract extends MaintenanceSourceContract {

    MaintenanceSource source();

    void tell(MaintenanceMode mode, @Nullable String reason, @Nullable Instant until) throws Exception;

    void end() throws Exception;

    @Override
    TestClock clock();

    @Override
    default MaintenanceSource sourceThatSays(MaintenanceMode mode, @Nullable String reason, @Nullable Instant until)
            throws Exception {
        tell(mode, reason, until);
        return source();
    }

    @Test
    default void hasNoOpinionBeforeItIsToldOne() throws Exception {
        assertThat(source().read()).isEmpty();
    }

    @Test
    default void hasNoOpinionAfterTheEnd() throws Exception {
        tell(MaintenanceMode.ON, null, null);
        assertThat(source().read()).isPresent();

        end();

        assertThat(source().read()).isEmpty();
    }

    @Test
    default void saysTheNewOpinionAtTheNextRead() throws Exception {
        tell(MaintenanceMode.ON, "one", null);
        source().read();

        tell(MaintenanceMode.READ_ONLY, "two", null);

        assertThat(source().read()).hasValueSatisfying(state -> {
            assertThat(state.mode()).isEqualTo(MaintenanceMode.READ_ONLY);
            assertThat(state.reason()).isEqualTo("two");
        });
    }

    @Test
    default void theEpochRisesWithEveryChangeAlsoOverAnEnd() throws Exception {
        tell(MaintenanceMode.ON, null, null);
        long first = epoch();
        tell(MaintenanceMode.ON, "now with a reason", null);
        long second = epoch();
        end();
        source().read();
        tell(MaintenanceMode.ON, null, null);
        long third = epoch();

        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
    }

    @Test
    default void aNewReasonDoesNotStartTheModeAnew() throws Exception {
        tell(MaintenanceMode.ON, "one", null);
        Instant begin = since();
        clock().advance(Duration.ofMinutes(5));

        tell(MaintenanceMode.ON, "two", clock().instant().plusSeconds(60));

        assertThat(since()).isEqualTo(begin);
    }

    @Test
    default void aNewModeBeginsWithTheChange() throws Exception {
        tell(MaintenanceMode.READ_ONLY, "one", null);
        source().read();
        clock().advance(Duration.ofMinutes(5));

        tell(MaintenanceMode.ON, "one", null);

        assertThat(since()).isEqualTo(clock().instant());
    }

    private long epoch() throws Exception {
        return source().read().orElseThrow().epoch();
    }

    private Instant since() throws Exception {
        return source().read().orElseThrow().since();
    }
}
