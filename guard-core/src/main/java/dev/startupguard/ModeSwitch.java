package dev.startupguard;

import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.Maintenance;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceOverride;
import dev.startupguard.maintenance.MaintenanceState;
import dev.startupguard.maintenance.OverrideChange;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches the maintenance mode of this instance; what is set here stands above every other source until it is ended. */
public final class ModeSwitch {

    static final String OVERRIDE = "override";
    static final String CONFIGURED = "configured";

    private static final Logger log = LoggerFactory.getLogger(StartupGuard.class);

    private final Maintenance maintenance;
    private final MaintenanceOverride override;
    private final Runnable changed;

    /** @param changed publishes {@link #effective()}; asked after every look, on the thread that looked */
    ModeSwitch(Maintenance maintenance, MaintenanceOverride override, Runnable changed) {
        this.maintenance = maintenance;
        this.override = override;
        this.changed = changed;
    }

    /**
     * Reads every source for the first time. A source that hangs keeps its opinion to itself until it answers, and the configured
     * mode counts meanwhile: it needs no reading.
     *
     * @param reader runs what it is given within a time limit; false if it has not come back by then
     */
    void readFirst(Predicate<Runnable> reader) {
        if (!reader.test(maintenance::refresh)) {
            log.warn(
                    "A source of the maintenance mode does not answer; expected each to be read at once. The start goes on with"
                            + " the mode of the others. Look at guard.maintenance.file, or at the sources of your own.");
            maintenance.refresh(CONFIGURED);
        }
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
