package dev.startupguard.maintenance;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An operator's word on this instance alone, kept in memory; it goes before every other source and ends with the process.
 * Thread-safe. A change is seen by {@link Maintenance#effective()} after {@link Maintenance#refresh(String)}.
 */
public final class MaintenanceOverride implements MaintenanceSource {

    private final Clock clock;
    private final AtomicReference<Held> held = new AtomicReference<>(new Held(0, null));

    public MaintenanceOverride(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Sets the override, whatever it was.
     *
     * @throws IllegalArgumentException if the reason or the actor is too long
     */
    public MaintenanceState set(
            MaintenanceMode mode, @Nullable String reason, @Nullable String actor, @Nullable Instant until) {
        while (true) {
            Held before = held.get();
            MaintenanceState state = next(before, mode, reason, actor, until);
            if (held.compareAndSet(before, new Held(state.epoch(), state))) {
                return state;
            }
        }
    }

    /**
     * Sets the override if its epoch is still the expected one.
     *
     * @throws IllegalArgumentException if the reason or the actor is too long
     */
    public OverrideChange set(
            long expectedEpoch,
            MaintenanceMode mode,
            @Nullable String reason,
            @Nullable String actor,
            @Nullable Instant until) {
        Held before = held.get();
        MaintenanceState state = next(before, mode, reason, actor, until);
        return change(expectedEpoch, before, new Held(state.epoch(), state));
    }

    /** Ends the override; false if there was none. */
    public boolean end() {
        Held before = held.getAndUpdate(Held::ended);
        return before.state != null;
    }

    /** Ends the override if its epoch is still the expected one; {@code Applied} also where there was none to end. */
    public OverrideChange end(long expectedEpoch) {
        Held before = held.get();
        return change(expectedEpoch, before, before.ended());
    }

    /** Rises with every change, also with an end; 0 before the first. */
    public long epoch() {
        return held.get().epoch;
    }

    @Override
    public Optional<MaintenanceState> read() {
        return Optional.ofNullable(held.get().state);
    }

    private OverrideChange change(long expectedEpoch, Held before, Held after) {
        if (before.epoch == expectedEpoch && held.compareAndSet(before, after)) {
            return new OverrideChange.Applied(after.state, after.epoch);
        }
        Held now = held.get();
        return new OverrideChange.Conflict(now.state, now.epoch);
    }

    private MaintenanceState next(
            Held before,
            MaintenanceMode mode,
            @Nullable String reason,
            @Nullable String actor,
            @Nullable Instant until) {
        boolean goesOn = before.state != null && before.state.mode() == mode;
        Instant since = goesOn ? before.state.since() : clock.instant();
        return new MaintenanceState(mode, reason, actor, since, until, before.epoch + 1);
    }

    private record Held(long epoch, @Nullable MaintenanceState state) {

        Held ended() {
            return state == null ? this : new Held(epoch + 1, null);
        }
    }
}
