package dev.startupguard.spring;

/** A handler is said to read only, and the guard cannot tell which requests it gets. */
final class UnclearHandlerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnclearHandlerException(String message) {
        super(message);
    }
}
