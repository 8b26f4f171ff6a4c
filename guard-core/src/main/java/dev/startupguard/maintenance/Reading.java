package dev.startupguard.maintenance;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one source: the opinion it had last, and whether it could be read since. */
record Reading(Optional<MaintenanceState> opinion, @Nullable StaleSource stale) {

    static final Reading NONE = new Reading(Optional.empty(), null);

    static Reading of(Optional<MaintenanceState> opinion) {
        return new Reading(opinion, null);
    }

    Reading failed(String name, Instant now, Exception failure) {
        Instant since = stale == null ? now : stale.since();
        String error = PlainText.ofFailure(failure);
        return new Reading(opinion, new StaleSource(name, since, error));
    }
}
