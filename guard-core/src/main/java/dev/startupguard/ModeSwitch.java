package dev.startupguard;

import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.Maintenance;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceOverride;
import dev.startupguard.maintenance.MaintenanceState;
import dev.startupguard.maintenance.OverrideChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Switches the maintenance mode of this instance; what is set here stands above every other source until it is ended. */
public final class ModeSwitch {

    static final String OVERRIDE = "override";

    private final Maintenance maintenance;
    private final MaintenanceOverride override;
    private final Runnable changed;

    /** @param changed publishes {@link #effective()}; asked after every look, on the thread that looked */
    ModeSwitch(Maintenance maintenance, MaintenanceOverride override, Runnable changed) {
        this.maintenance = maintenance;
        this.override = override;
        this.changed = changed;
        maintenance.refresh();
    }

    /** The mode in force, the source that decided, and sources that cannot be read. */
    public EffectiveMaintenance effective() {
        return maintenance.effective();
    }

    /** Sets the mode; when this returns, it is in force. */
    public MaintenanceState set(
            MaintenanceMode mode, @Nullable String reason, @Nullable String actor, @Nullable Instant until) {
        return applied(override.set(mode, reason, actor, until));
    }

    /** Sets the mode unless somebody else changed the override since it had the expected epoch. */
    public OverrideChange set(
            long expectedEpoch,
            MaintenanceMode mode,
            @Nullable String reason,
            @Nullable String actor,
            @Nullable Instant until) {
        return applied(override.set(expectedEpoch, mode, reason, actor, until));
    }

    /** Ends what was set here unless somebody else changed it since it had the expected epoch. */
    public OverrideChange end(long expectedEpoch) {
        return applied(override.end(expectedEpoch));
    }

    /** The epoch that the next change has to expect; rises with every change made here. */
    public long epoch() {
        return override.epoch();
    }

    /** Ends what was set here; the other sources decide again. Returns false if nothing was set. */
    public boolean end() {
        return applied(override.end());
    }

    /** Reads every source. On the guard's scheduler. */
    void refresh() {
        maintenance.refresh();
        changed.run();
    }

    private <T> T applied(T change) {
        maintenance.refresh(OVERRIDE);
        changed.run();
        return change;
    }
}
