package dev.startupguard.cli.console;

import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes credentials out of text that drivers and Flyway wrote. */
public final class Redaction {
    /** A quoted value to its end, or to that of the text; but stars that are there already. */
    private static final Pattern PARAMETER = Pattern.compile("(?is)((?:password|passwd|pwd|secret|token)\\s*=\\s*)"
            + "(?![\"'\\\\]+[*]{3}[\"'\\\\]|[*]{3}(?:[\\s&;,)\"'\\\\]|$))"
            + "(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?|'[^']*+(?:''[^']*+)*+'?|[^&;,\\s)\"']*)");

    private static final Pattern USER_INFO = Pattern.compile("(//[^/@:\\s]+):[^/@\\s]+@");

    private static final Pattern VALUE =
            Pattern.compile("(?i)[?&;](?:[a-z]*password|passwd|pwd|secret|token)\\s*=([^&;]+)");

    /** H2 repeats the statement, in which values are, and its own number. */
    private static final Pattern H2_STATEMENT = Pattern.compile("(?s); SQL statement:\\R.*\\[\\d+-\\d+]$");

    private Redaction() {}

    /** The text with the values of password parameters, and passwords in front of a host, replaced by stars. */
    public static String of(String text) {
        return USER_INFO.matcher(PARAMETER.matcher(text).replaceAll("$1***")).replaceAll("$1:***@");
    }

    /** The messages of a failure and its causes, each once, in one line. */
    public static String of(Throwable failure) {
        return of(messages(failure)).replaceAll("[.\\s]+$", "");
    }

    /** As {@link #of(Throwable)}, and without the values of the URL's password parameters, wherever they are. */
    public static String of(Throwable failure, String url) {
        String messages = messages(failure);
        for (Matcher secret = VALUE.matcher(url); secret.find(); ) {
            messages = messages.replaceAll("(?<!\\w)" + Pattern.quote(secret.group(1)) + "(?!\\w)", "***");
        }
        return of(messages).replaceAll("[.\\s]+$", "");
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String line = H2_STATEMENT
                    .matcher(message(each).strip())
                    .replaceFirst("")
                    .replaceAll("\\s*\\R\\s*", " ")
                    .replaceFirst("[.\\s]+$", "");
            if (messages.indexOf(line) < 0) {
                messages.append(messages.isEmpty() ? "" : ": ").append(line);
            }
        }
        return messages.toString();
    }

    private static String message(Throwable failure) {
        if (failure instanceof CharacterCodingException) {
            // Its own message is a length.
            return "there are bytes that are none of this encoding";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
