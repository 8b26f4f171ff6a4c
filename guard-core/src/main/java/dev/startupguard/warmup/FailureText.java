package dev.startupguard.warmup;

import dev.startupguard.settings.FailureMessage;

/** The text of a task's failure as an operator may see it. */
final class FailureText {
    private static final int DEEPEST_CAUSE = 20; // a chain of causes may be a ring

    private FailureText() {}

    static String of(Throwable failure) {
        if (failure instanceof WarmUpException) {
            return FailureMessage.of(failure);
        }
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            root = root.getCause();
        }
        return root == failure ? described(failure) : described(failure) + ", caused by " + described(root);
    }

    private static String described(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + FailureMessage.of(failure);
    }
}
