package dev.startupguard.maintenance;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maintenance mode of this instance: asks sources in their order, of which the first that has an opinion decides. A source that
 * cannot be read keeps its last opinion and is reported as stale.
 *
 * <p>Thread-safe. {@link #refresh()} reads and may block as long as a source does; {@link #effective()} is one read of memory.
 */
public final class Maintenance {

    private static final Logger log = LoggerFactory.getLogger(Maintenance.class);

    private final Clock clock;
    private final List<Named> sources;
    private final AtomicReference<Snapshot> snapshot;

    private Maintenance(Clock clock, List<Named> sources) {
        this.clock = clock;
        this.sources = List.copyOf(sources);
        MaintenanceState off = new MaintenanceState(MaintenanceMode.OFF, null, null, clock.instant(), null, 0);
        this.snapshot = new AtomicReference<>(Snapshot.unread(this.sources, off));
    }

    public static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    /** Reads every source, in order, and returns what holds now. */
    public EffectiveMaintenance refresh() {
        for (int rank = 0; rank < sources.size(); rank++) {
            refresh(rank);
        }
        return effective();
    }

    /**
     * Reads one source, as after a change that should be seen at once, and returns what holds now. Another source that hangs does not
     * delay it.
     *
     * @throws IllegalArgumentException if there is no source of this name
     */
    public EffectiveMaintenance refresh(String name) {
        for (int rank = 0; rank < sources.size(); rank++) {
            if (sources.get(rank).name.equals(name)) {
                refresh(rank);
                return effective();
            }
        }
        List<String> names = sources.stream().map(Named::name).toList();
        throw new IllegalArgumentException("there is no source '" + name + "', only " + names);
    }

    /** What holds as of the last refresh; off before the first one. */
    public EffectiveMaintenance effective() {
        return snapshot.get().effective();
    }

    private void refresh(int rank) {
        Named source = sources.get(rank);
        // Held while reading and publishing, per source: of two threads the one that read later also publishes later.
        synchronized (source.lock) {
            Reading before = snapshot.get().readings().get(rank);
            Reading now = read(source, before);
            if (!now.equals(before)) {
                Snapshot previous = snapshot.getAndUpdate(each -> each.with(rank, now));
                logStaleness(source, before, now);
                logChange(previous.effective(), previous.with(rank, now).effective());
            }
        }
    }

    private Reading read(Named source, Reading before) {
        try {
            return Reading.of(source.source.read());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return before;
        } catch (Exception e) {
            log.debug("Maintenance source {} failed", source.name, e);
            return before.failed(source.name, clock.instant(), e);
        }
    }

    private static void logStaleness(Named source, Reading before, Reading now) {
        if (before.stale() == null && now.stale() != null) {
            String kept = now.opinion().map(each -> each.mode().label()).orElse("it has said nothing yet");
            log.warn(
                    "Maintenance source {} cannot be read; its last opinion goes on to count ({}). {}",
                    source.name,
                    kept,
                    now.stale().error());
        } else if (before.stale() != null && now.stale() == null) {
            log.info(
                    "Maintenance source {} can be read again, after failures since {}",
                    source.name,
                    before.stale().since());
        }
    }

    private static void logChange(EffectiveMaintenance before, EffectiveMaintenance now) {
        MaintenanceState state = now.state();
        if (before.state().mode() != state.mode()) {
            log.info(
                    "Maintenance mode is {}, said by source {} (reason: {}, actor: {}, until: {}); it was {}",
                    state.mode().label(),
                    now.source(),
                    state.reason() == null ? "not given" : state.reason(),
                    state.actor() == null ? "not given" : state.actor(),
                    state.until() == null ? "not given" : state.until(),
                    before.state().mode().label());
        }
    }

    /** Collects the sources of a {@link Maintenance}, the one that goes first at first. Not thread-safe. */
    public static final class Builder {

        private final Clock clock;
        private final List<Named> sources = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        private Builder(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * Adds a source behind those added so far.
         *
         * @param name shown to operators, such as {@code file}
         * @throws IllegalArgumentException if the name is blank or taken
         */
        public Builder source(String name, MaintenanceSource source) {
            if (name.isBlank() || !names.add(name)) {
                throw new IllegalArgumentException("source name '" + name + "' is blank or taken");
            }
            sources.add(new Named(name, Objects.requireNonNull(source, "source"), new Object()));
            return this;
        }

        /** Builds without reading: the sources say nothing until the first {@link Maintenance#refresh()}. */
        public Maintenance build() {
            return new Maintenance(clock, sources);
        }
    }

    private record Named(String name, MaintenanceSource source, Object lock) {}

    /** All readings by rank and what follows from them, so that one reference holds everything that changes together. */
    private record Snapshot(
            List<Named> sources, List<Reading> readings, MaintenanceState off, EffectiveMaintenance effective) {

        static Snapshot unread(List<Named> sources, MaintenanceState off) {
            return of(sources, sources.stream().map(each -> Reading.NONE).toList(), off);
        }

        Snapshot with(int rank, Reading reading) {
            List<Reading> changed = new ArrayList<>(readings);
            changed.set(rank, reading);
            return of(sources, List.copyOf(changed), off);
        }

        private static Snapshot of(List<Named> sources, List<Reading> readings, MaintenanceState off) {
            List<StaleSource> stale = readings.stream()
                    .map(Reading::stale)
                    .filter(Objects::nonNull)
                    .toList();
            for (int rank = 0; rank < readings.size(); rank++) {
                if (readings.get(rank).opinion().isPresent()) {
                    MaintenanceState state = readings.get(rank).opinion().get();
                    return new Snapshot(
                            sources, readings, off, new EffectiveMaintenance(state, sources.get(rank).name, stale));
                }
            }
            return new Snapshot(
                    sources, readings, off, new EffectiveMaintenance(off, EffectiveMaintenance.NO_SOURCE, stale));
        }
    }
}
