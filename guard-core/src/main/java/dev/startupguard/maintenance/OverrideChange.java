package dev.startupguard.maintenance;

import org.jspecify.annotations.Nullable;

/** What became of a change to a {@link MaintenanceOverride} that was to be made only if nobody else had made one. */
public sealed interface OverrideChange {

    /** The override's state now; null if there is none. */
    @Nullable
    MaintenanceState state();

    /** The override's epoch now: what the next change has to expect. */
    long epoch();

    /** The change was made. */
    record Applied(@Nullable MaintenanceState state, long epoch) implements OverrideChange {}

    /** Somebody else was first; nothing was changed, and {@code state} is what they left. */
    record Conflict(@Nullable MaintenanceState state, long epoch) implements OverrideChange {}
}
