package dev.startupguard.schema;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a driver or a pool says about a failure, fit for logs and status pages. Drivers put URLs into their messages, and URLs
 * hold passwords: a message is cut off where a URL or a secret begins, since nothing tells for certain where it ends.
 */
final class DriverMessages {
    private static final Pattern SECRET =
            Pattern.compile("jdbc:|[a-z0-9+.-]+://|(password|passwd|pwd|secret|token|credentials?)['\"]?\\s*[=:]");
    private static final int LONGEST = 300;
    private static final int DEEPEST_CAUSE = 20;

    private DriverMessages() {}

    /** The messages of the outermost and the innermost failure: the pool's, then the driver's. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; innermost.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            innermost = innermost.getCause();
        }
        Set<String> messages = new LinkedHashSet<>();
        messages.add(clean(failure));
        messages.add(clean(innermost));
        return String.join(" - ", messages);
    }

    private static String clean(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.strip().replaceAll("\\s+", " ");
        Matcher secret = SECRET.matcher(line.toLowerCase(Locale.ROOT));
        int end = secret.find() ? secret.start() : line.length();
        String shown = line.substring(0, Math.min(end, LONGEST)).strip();
        return shown.length() == line.length() ? withoutStop(shown) : shown + "…";
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
