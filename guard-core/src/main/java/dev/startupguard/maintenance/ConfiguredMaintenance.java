package dev.startupguard.maintenance;

import java.util.Objects;
import java.util.Optional;

/** The last resort among the sources: the mode configured at start, which holds until another source says otherwise. */
public final class ConfiguredMaintenance implements MaintenanceSource {

    private final Optional<MaintenanceState> state;

    public ConfiguredMaintenance(MaintenanceState state) {
        this.state = Optional.of(Objects.requireNonNull(state, "state"));
    }

    @Override
    public Optional<MaintenanceState> read() {
        return state;
    }
}
