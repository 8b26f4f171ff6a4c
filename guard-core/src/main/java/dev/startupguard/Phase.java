package dev.startupguard;

/** Where an instance stands between its start and its end. Which requests a phase admits is in {@link AdmissionRules}. */
public enum Phase {
    /** The schema has not been looked at yet, or must be looked at again because maintenance has just ended. */
    STARTING,
    /** The schema does not fit this build, or cannot be read. */
    HOLDING,
    /** The schema fits; the warm-up is not done. */
    WARMING,
    /** Serves. */
    SERVING,
    /** Is leaving rotation to stop. */
    DRAINING
}
