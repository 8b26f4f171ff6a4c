package dev.startupguard.schema;

import dev.startupguard.settings.FailureMessage;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a driver or a pool says about a failure. */
final class DriverMessages {
    private static final int DEEPEST_CAUSE = 20;

    private DriverMessages() {}

    /** The messages of the outermost and the innermost failure: the pool's, then the driver's. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; innermost.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            innermost = innermost.getCause();
        }
        Set<String> messages = new LinkedHashSet<>();
        messages.add(withoutStop(FailureMessage.of(failure)));
        messages.add(withoutStop(FailureMessage.of(innermost)));
        return String.join(" - ", messages);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
