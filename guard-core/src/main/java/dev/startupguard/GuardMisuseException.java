package dev.startupguard;

/** The guard was put together or used in a way that it refuses, such as with two warm-up tasks of the same name. */
public final class GuardMisuseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    GuardMisuseException(String message) {
        super(message);
    }
}
