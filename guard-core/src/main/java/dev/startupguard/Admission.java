package dev.startupguard;

/** What happens to a request or a unit of background work. */
public enum Admission {
    /** Goes on to the application. */
    PASS,
    /** Goes on to the application; the connection is closed afterwards, since this instance is leaving rotation. */
    PASS_CLOSING,
    /** Refused: the instance is starting or warming up. */
    STARTING,
    /** Refused: the schema does not fit this build, or cannot be read. */
    WAITING,
    /** Refused: it might write, and the mode is read-only. */
    READ_ONLY,
    /** Refused: maintenance. */
    MAINTENANCE;

    public boolean passes() {
        return this == PASS || this == PASS_CLOSING;
    }
}
