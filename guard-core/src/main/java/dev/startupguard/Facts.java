package dev.startupguard;

import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.warmup.WarmUpReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the guard was told so far. The phase follows from it and is never stored beside it.
 *
 * @param verdict null before the first look, and again when maintenance ends: what was seen before the migration says nothing now
 * @param objections what the application itself says against its availability
 * @param validFrom looks with a lower number began too early to be believed
 */
record Facts(
        EffectiveMaintenance maintenance,
        @Nullable SchemaVerdict verdict,
        @Nullable CheckFailure checkFailure,
        long validFrom,
        WarmUpReport warmUp,
        boolean hasStarted,
        boolean isDraining,
        @Nullable String failure,
        Objections objections) {

    static Facts atStart(EffectiveMaintenance maintenance, WarmUpReport warmUp) {
        return new Facts(maintenance, null, null, 0, warmUp, false, false, null, Objections.NONE);
    }

    Phase phase(OnIncompatible onIncompatible) {
        return isDraining ? Phase.DRAINING : admittingPhase(onIncompatible);
    }

    Phase admittingPhase(OnIncompatible onIncompatible) {
        if (verdict == null) {
            return Phase.STARTING;
        }
        if (!isSchemaUsable(onIncompatible)) {
            return Phase.HOLDING;
        }
        return warmUp.state() == WarmUpReport.State.COMPLETE ? Phase.SERVING : Phase.WARMING;
    }

    boolean isSchemaUsable(OnIncompatible onIncompatible) {
        return verdict != null && (verdict.isCompatible() || onIncompatible == OnIncompatible.WARN);
    }

    /** @param nextLook number of the next look at the schema */
    Facts with(EffectiveMaintenance next, long nextLook) {
        boolean opens =
                maintenance.state().mode() == MaintenanceMode.ON && next.state().mode() != MaintenanceMode.ON;
        return opens
                ? new Facts(next, null, null, nextLook, warmUp, hasStarted, isDraining, failure, objections)
                : new Facts(
                        next, verdict, checkFailure, validFrom, warmUp, hasStarted, isDraining, failure, objections);
    }

    /** Takes in the result of a look; a database that cannot be read never replaces a verdict that was read. */
    Facts with(SchemaVerdict seen, long look, Instant at) {
        if (look < validFrom) {
            return this;
        }
        boolean wasRead = verdict != null && !(verdict instanceof SchemaVerdict.Unreadable);
        if (wasRead && isBlip(seen)) {
            Instant since = checkFailure == null ? at : checkFailure.since();
            CheckFailure failing = new CheckFailure(since, seen.message());
            return new Facts(maintenance, verdict, failing, validFrom, warmUp, true, isDraining, failure, objections);
        }
        return new Facts(maintenance, seen, null, validFrom, warmUp, true, isDraining, failure, objections);
    }

    /** A database that answers that there is no history has answered. */
    private static boolean isBlip(SchemaVerdict seen) {
        return seen instanceof SchemaVerdict.Unreadable unreadable
                && unreadable.cause() != SchemaVerdict.Unreadable.Cause.NO_HISTORY_TABLE;
    }

    Facts with(WarmUpReport next) {
        return new Facts(
                maintenance, verdict, checkFailure, validFrom, next, hasStarted, isDraining, failure, objections);
    }

    Facts draining() {
        return new Facts(maintenance, verdict, checkFailure, validFrom, warmUp, hasStarted, true, failure, objections);
    }

    Facts failed(String reason) {
        return new Facts(
                maintenance, verdict, checkFailure, validFrom, warmUp, hasStarted, isDraining, reason, objections);
    }

    Facts with(Objections next) {
        return new Facts(maintenance, verdict, checkFailure, validFrom, warmUp, hasStarted, isDraining, failure, next);
    }
}
