package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every source keeps that may be out of reach. */
public interface BreakableSourceContract extends ChangeableSourceContract {

    /** Makes the source unreadable until {@link #tell} is called. */
    void breakSource() throws Exception;

    @Test
    default void cannotBeReadIsAnErrorWithAMessageAndNotASilence() throws Exception {
        breakSource();

        assertThatThrownBy(() -> source().read())
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    default void isReadAgainAsSoonAsItCanBe() throws Exception {
        breakSource();
        assertThatThrownBy(() -> source().read()).isInstanceOf(Exception.class);

        tell(MaintenanceMode.ON, null, null);

        assertThat(source().read()).isPresent();
    }

    @Test
    default void anUnreadableSourceKeepsItsLastOpinion() throws Exception {
        Maintenance maintenance =
                Maintenance.builder(clock()).source("broken", source()).build();
        tell(MaintenanceMode.ON, "the last word", null);
        EffectiveMaintenance before = maintenance.refresh();
        assertThat(before.stale()).isEmpty();

        breakSource();
        EffectiveMaintenance after = maintenance.refresh();

        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.source()).isEqualTo("broken");
        assertThat(after.stale()).singleElement().satisfies(stale -> {
            assertThat(stale.name()).isEqualTo("broken");
            assertThat(stale.since()).isEqualTo(clock().instant());
            assertThat(stale.error()).isNotBlank();
        });
    }
}
