package dev.startupguard.servlet;

import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.MaintenanceState;

/** The maintenance mode in force as JSON, with the epoch that the next change of the override has to expect. */
final class StateJson {

    private StateJson() {}

    /** @param epoch taken before the state was: a change expecting it is then refused at worst */
    static void write(JsonWriter json, long epoch, EffectiveMaintenance maintenance) {
        MaintenanceState state = maintenance.state();
        json.field("mode", state.mode().label())
                .field("reason", state.reason())
                .field("actor", state.actor())
                .field("since", state.since())
                .field("until", state.until())
                .field("source", maintenance.source())
                .objects(
                        "stale",
                        maintenance.stale(),
                        (each, stale) -> each.field("source", stale.name())
                                .field("since", stale.since())
                                .field("error", stale.error()))
                .field("epoch", epoch);
    }
}
