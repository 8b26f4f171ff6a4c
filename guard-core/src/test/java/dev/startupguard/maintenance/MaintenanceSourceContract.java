package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every source keeps, wherever it has its opinion from. */
public interface MaintenanceSourceContract {

    /** A source that has just been told this. */
    MaintenanceSource sourceThatSays(MaintenanceMode mode, @Nullable String reason, @Nullable Instant until)
            throws Exception;

    /** The clock that the source goes by. */
    Clock clock();

    @ParameterizedTest
    @EnumSource
    default void saysWhatItWasTold(MaintenanceMode mode) throws Exception {
        Instant until = clock().instant().plus(2, ChronoUnit.HOURS);

        assertThat(sourceThatSays(mode, "Größere Umbauten – 改修", until).read()).hasValueSatisfying(state -> {
            assertThat(state.mode()).isEqualTo(mode);
            assertThat(state.reason()).isEqualTo("Größere Umbauten – 改修");
            assertThat(state.until()).isEqualTo(until);
        });
    }

    @Test
    default void saysNeitherReasonNorEndThatItWasNotTold() throws Exception {
        assertThat(sourceThatSays(MaintenanceMode.ON, null, null).read()).hasValueSatisfying(state -> {
            assertThat(state.reason()).isNull();
            assertThat(state.until()).isNull();
        });
    }

    @Test
    default void aModeDoesNotBeginInTheFuture() throws Exception {
        assertThat(sourceThatSays(MaintenanceMode.ON, null, null).read())
                .hasValueSatisfying(state -> assertThat(state.since()).isBeforeOrEqualTo(clock().instant()));
    }

    @Test
    default void anEndInThePastDoesNotEndTheMode() throws Exception {
        Instant past = clock().instant().minusSeconds(60);

        assertThat(sourceThatSays(MaintenanceMode.ON, null, past).read())
                .hasValueSatisfying(state -> assertThat(state.mode()).isEqualTo(MaintenanceMode.ON));
    }

    @Test
    default void readingChangesNothing() throws Exception {
        MaintenanceSource source = sourceThatSays(MaintenanceMode.READ_ONLY, "stocktaking", null);

        assertThat(source.read()).isPresent().isEqualTo(source.read());
    }
}
