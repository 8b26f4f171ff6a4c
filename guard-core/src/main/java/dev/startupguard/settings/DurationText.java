package dev.startupguard.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d} or ISO-8601 such as {@code PT10S}. */
public final class DurationText {

    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,18})(ms|s|m|h|d)");

    private DurationText() {}

    /** @throws IllegalArgumentException if the text is none of these, or too long a time to count */
    public static Duration parse(String text) {
        Matcher simple = SIMPLE.matcher(text);
        try {
            if (!simple.matches()) {
                return Duration.parse(text);
            }
            long amount = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration such as 10s, 500ms or PT10S", e);
        }
    }
}
