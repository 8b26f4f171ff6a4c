package dev.startupguard;

import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.warmup.WarmUpReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the guard knows at one moment. Immutable; asking it allocates nothing and waits for nobody.
 *
 * @param identity who this instance is
 * @param phase where it stands
 * @param phaseSince since when
 * @param admittingPhase the phase that decides about admission: as if the instance were not draining, since what was closed must
 *     not open by leaving
 * @param maintenance mode in force, the source that decided, and sources that cannot be read
 * @param verdict on the schema; null before the first look and while it must be looked at again
 * @param checkFailure set while later looks fail and the verdict is kept
 * @param warmUp tasks and how far they are
 * @param blockedMigrations schema changes that did not happen at start-up
 * @param failure why this instance can never serve; null unless the application declared it
 * @param objections what the application itself says against its availability; they keep nobody out, as probes alone are told
 * @param hasStarted whether the first look at the schema is over, whatever it found
 * @param rules who is let in
 */
public record GuardStatus(
        GuardIdentity identity,
        Phase phase,
        Instant phaseSince,
        Phase admittingPhase,
        EffectiveMaintenance maintenance,
        @Nullable SchemaVerdict verdict,
        @Nullable CheckFailure checkFailure,
        WarmUpReport warmUp,
        List<BlockedMigration> blockedMigrations,
        @Nullable String failure,
        Objections objections,
        boolean hasStarted,
        AdmissionRules rules) {

    public GuardStatus {
        blockedMigrations = List.copyOf(blockedMigrations);
    }

    public MaintenanceMode mode() {
        return maintenance.state().mode();
    }

    /** Decides about one request or unit of work; {@code safe} as in {@link AdmissionRules#decide}. */
    public Admission admission(boolean safe) {
        Admission admission = rules.decide(admittingPhase, mode(), safe);
        return phase == Phase.DRAINING && admission == Admission.PASS ? Admission.PASS_CLOSING : admission;
    }

    /** Whether somebody who is refused, but carries a bypass, is let in. */
    public boolean admitsBypass() {
        return rules.admitsBypass(admittingPhase);
    }

    public boolean isReady() {
        return failure == null && objections.toReadiness() == null && rules.isReady(phase, mode());
    }

    /** False only after a failure that no waiting mends; an instance that waits for a migration is live. */
    public boolean isLive() {
        return failure == null && objections.toLiveness() == null;
    }

    /** As {@link #reason()}, for everybody: without what a driver said, which names users, hosts and ports. */
    public String publicReason() {
        boolean isAboutADriver =
                verdict instanceof SchemaVerdict.Unreadable unreadable && reason().equals(unreadable.message());
        return isAboutADriver ? ((SchemaVerdict.Unreadable) verdict).cause().sentence() : reason();
    }

    /** Why it is as it is, in a sentence for operators; never a credential. */
    public String reason() {
        if (failure != null) {
            return failure;
        }
        if (objections.toLiveness() != null) {
            return objections.toLiveness();
        }
        if (objections.toReadiness() != null && rules.isReady(phase, mode())) {
            return objections.toReadiness();
        }
        boolean isAboutTheMode =
                mode() == MaintenanceMode.ON || mode() != MaintenanceMode.OFF && phase == Phase.SERVING;
        if (isAboutTheMode) {
            String reason = maintenance.state().reason();
            return "Maintenance mode is " + mode().label() + (reason == null ? "." : ": " + reason);
        }
        return phaseReason();
    }

    /** Why the phase is what it is, whatever the mode. */
    String phaseReason() {
        return switch (phase) {
            case STARTING -> "The schema has not been checked yet.";
            case HOLDING -> verdict == null ? "The schema has not been checked yet." : verdict.message();
            case WARMING -> "Warm-up is " + warmUp.state().name().toLowerCase(Locale.ROOT) + ".";
            case SERVING -> "Serving.";
            case DRAINING -> "Leaving rotation to stop.";
        };
    }
}
