package dev.startupguard.spring.actuate;

import dev.startupguard.ModeSwitch;
import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.MaintenanceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The mode in force as the endpoint shows it.
 *
 * @param source the source that decided
 * @param stale sources that cannot be read
 * @param epoch what the next change of the override has to expect
 */
record ModeDescriptor(
        String mode,
        @Nullable String reason,
        @Nullable String actor,
        Instant since,
        @Nullable Instant until,
        String source,
        List<Stale> stale,
        long epoch)
        implements OperationResponseBody {

    /** A source that cannot be read. */
    record Stale(String source, Instant since, String error) {}

    static ModeDescriptor of(ModeSwitch modeSwitch) {
        long epoch = modeSwitch.epoch(); // before the state: a change expecting it is then refused at worst
        EffectiveMaintenance effective = modeSwitch.effective();
        MaintenanceState state = effective.state();
        return new ModeDescriptor(
                state.mode().label(),
                state.reason(),
                state.actor(),
                state.since(),
                state.until(),
                effective.source(),
                effective.stale().stream()
                        .map(each -> new Stale(each.name(), each.since(), each.error()))
                        .toList(),
                epoch);
    }
}
