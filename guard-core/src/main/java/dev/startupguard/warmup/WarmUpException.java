package dev.startupguard.warmup;

import org.jspecify.annotations.Nullable;

/** A built-in task's failure; its message is written for an operator, and carries no credential. */
final class WarmUpException extends Exception {
    private static final long serialVersionUID = 1L;

    WarmUpException(String message) {
        this(message, null);
    }

    WarmUpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
