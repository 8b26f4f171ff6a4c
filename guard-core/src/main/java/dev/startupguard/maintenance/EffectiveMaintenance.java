package dev.startupguard.maintenance;

import java.util.List;
import java.util.Objects;

/**
 * The maintenance state that holds. Immutable.
 *
 * @param state what the deciding source says
 * @param source the deciding source's name, or {@value #NO_SOURCE} where no source has an opinion
 * @param stale sources that cannot be read at the moment, in their order
 */
public record EffectiveMaintenance(MaintenanceState state, String source, List<StaleSource> stale) {

    /** Stands for the source where none has an opinion; the mode is off then. */
    public static final String NO_SOURCE = "none";

    public EffectiveMaintenance {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(source, "source");
        stale = List.copyOf(stale);
    }
}
