package dev.startupguard.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a driver, a pool or a task says about a failure, fit for logs and status pages. Drivers put URLs into their messages, and URLs
 * hold passwords: a message is cut off where a URL or a secret begins, since nothing tells for certain where it ends.
 */
public final class FailureMessage {
    private static final Pattern SECRET =
            Pattern.compile("jdbc:|[a-z0-9+.-]+://|(password|passwd|pwd|secret|token|credentials?)['\"]?\\s*[=:]");
    private static final int LONGEST = 300;

    private FailureMessage() {}

    /** One line of at most 300 characters; the failure's simple class name where it has no message. */
    public static String of(Throwable failure) {
        return of(failure, LONGEST);
    }

    /** The same, of at most so many characters. */
    public static String of(Throwable failure, int longest) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.strip().replaceAll("\\s+", " ");
        Matcher secret = SECRET.matcher(line.toLowerCase(Locale.ROOT));
        int end = secret.find() ? secret.start() : line.length();
        String shown = line.substring(0, Math.min(end, longest)).strip();
        return shown.length() == line.length() ? shown : shown + "…";
    }
}
