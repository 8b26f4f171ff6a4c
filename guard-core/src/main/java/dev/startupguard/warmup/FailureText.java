package dev.startupguard.warmup;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a failure as an operator may see it: drivers and pools like to quote a JDBC URL with its password. */
final class FailureText {
    private static final int LONGEST = 500;
    private static final Pattern URL = Pattern.compile("\\b(?:jdbc:[^\\s\"']+|[a-z][a-z0-9+.-]*://[^\\s\"']+)");
    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(password|passwd|pwd|secret|token)\\b\\s*[=:]\\s*[^\\s,;&}]+");

    private FailureText() {}

    static String of(Throwable failure) {
        if (failure instanceof WarmUpException told) {
            return oneLine(told.getMessage());
        }
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) { // a chain of causes may be a ring
            root = root.getCause();
        }
        return root == failure ? described(failure) : described(failure) + ", caused by " + described(root);
    }

    private static String described(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + oneLine(message);
    }

    private static String oneLine(@Nullable String message) {
        String text = String.valueOf(message).strip().replaceAll("\\s+", " ");
        text = SECRET.matcher(URL.matcher(text).replaceAll("(URL left out)")).replaceAll("$1=(left out)");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
