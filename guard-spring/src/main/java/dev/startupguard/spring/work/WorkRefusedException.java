package dev.startupguard.spring.work;

/** Says that a message was received while the gate was closed, and goes back to the broker unprocessed. It is no failed delivery. */
final class WorkRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkRefusedException() {
        super(
                "A message came in while the guard lets no work begin; expected none after the listener container was paused."
                        + " It goes back to the broker unprocessed; nothing needs to be done.");
    }

    /** Whether that is the reason of a failure. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof WorkRefusedException) {
                return true;
            }
        }
        return false;
    }
}
