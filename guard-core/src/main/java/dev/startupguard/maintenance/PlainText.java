package dev.startupguard.maintenance;

import dev.startupguard.settings.FailureMessage;
import org.jspecify.annotations.Nullable;

/** One line of text from outside, safe to put into a log line or a terminal (escaping for HTML or JSON is the renderer's). */
final class PlainText {

    private static final int SHORT = 80;
    private static final int FAILURE = 1000;

    private PlainText() {}

    /**
     * The text with control characters as spaces, white space collapsed; null where nothing is left. Cleaned rather than refused:
     * a stray tab must not stand between an operator and the maintenance page.
     *
     * @throws IllegalArgumentException if more than {@code limit} characters are left
     */
    static @Nullable String line(String field, @Nullable String text, int limit) {
        if (text == null) {
            return null;
        }
        String line = cleaned(text);
        if (line.length() > limit) {
            throw new IllegalArgumentException(
                    "%s has %d characters, at most %d are possible".formatted(field, line.length(), limit));
        }
        return line.isEmpty() ? null : line;
    }

    /** What was found, for an error message. */
    static String shortened(String text) {
        String line = cleaned(text);
        return line.length() <= SHORT ? line : line.substring(0, SHORT) + "...";
    }

    /** A failure's message without secrets, or its type where it has none. */
    static String ofFailure(Exception failure) {
        return cleaned(FailureMessage.of(failure, FAILURE));
    }

    private static String cleaned(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            if (!isBlank(each)) {
                line.appendCodePoint(each);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return line.toString().strip();
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || changesDirection(codePoint);
    }

    /** Invisible characters that reorder the text around them and so can make a line read as another one (Unicode UAX 9). */
    private static boolean changesDirection(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
    }
}
