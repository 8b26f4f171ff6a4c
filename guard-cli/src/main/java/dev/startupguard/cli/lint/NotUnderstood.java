package dev.startupguard.cli.lint;

/** A statement has a form that the reader does not know. */
final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
