package dev.startupguard;

import dev.startupguard.maintenance.MaintenanceMode;

/**
 * Who is let in, and what probes are told: the decision table of admission and readiness, in one place.
 *
 * @param gateTraffic whether requests wait outside until the warm-up is done
 * @param readyInMaintenance whether an instance in maintenance stays in rotation, so that somebody sees its page
 */
public record AdmissionRules(boolean gateTraffic, boolean readyInMaintenance) {

    /**
     * Decides about one request or unit of work.
     *
     * @param safe whether it surely writes nothing: a safe method of RFC 9110 §9.2.1, or something that the application allows
     */
    public Admission decide(Phase phase, MaintenanceMode mode, boolean safe) {
        if (mode == MaintenanceMode.ON) {
            return Admission.MAINTENANCE;
        }
        return switch (phase) {
            case STARTING -> Admission.STARTING;
            case WARMING -> gateTraffic ? Admission.STARTING : whileOpen(mode, safe, Admission.PASS);
            case HOLDING -> Admission.WAITING;
            case SERVING -> whileOpen(mode, safe, Admission.PASS);
            case DRAINING -> whileOpen(mode, safe, Admission.PASS_CLOSING);
        };
    }

    /** Whether a tester with a bypass is let in although others are refused: never before the schema was seen to fit. */
    public boolean admitsBypass(Phase phase) {
        return phase == Phase.WARMING || phase == Phase.SERVING;
    }

    /** Whether load balancers should send traffic here. */
    public boolean isReady(Phase phase, MaintenanceMode mode) {
        if (mode == MaintenanceMode.ON) {
            return readyInMaintenance && phase != Phase.DRAINING;
        }
        return phase == Phase.SERVING;
    }

    private static Admission whileOpen(MaintenanceMode mode, boolean safe, Admission pass) {
        return mode == MaintenanceMode.READ_ONLY && !safe ? Admission.READ_ONLY : pass;
    }
}
