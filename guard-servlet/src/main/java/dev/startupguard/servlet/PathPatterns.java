package dev.startupguard.servlet;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Paths that the configuration lets pass: {@code /x} exactly, {@code /x/*} with everything below. Matching works on the path that
 * the container decoded and will dispatch by; a request whose raw path could be read in another way never matches.
 */
final class PathPatterns {

    private static final String BELOW = "/*";

    private final String[] exact;
    /** Without the star and the slash before it. */
    private final String[] prefixes;
    /** A bit for the letter after the slash of each pattern; most paths can be told from all of them by it. */
    private final long letters;

    /** @throws InvalidSettingException if a star is anywhere but in a last segment of its own */
    PathPatterns(GuardKey key, List<String> patterns) {
        patterns.forEach(each -> check(key, each));
        exact = patterns.stream().filter(each -> !each.endsWith(BELOW)).toArray(String[]::new);
        prefixes = patterns.stream()
                .filter(each -> each.endsWith(BELOW))
                .map(each -> each.substring(0, each.length() - BELOW.length()))
                .toArray(String[]::new);
        letters = patterns.stream().mapToLong(PathPatterns::letter).reduce(0, (a, b) -> a | b);
    }

    /** All bits where there is no such letter, or any letter matches. */
    private static long letter(String path) {
        return path.length() < 2 || path.equals(BELOW) ? -1 : 1L << path.charAt(1);
    }

    private static void check(GuardKey key, String pattern) {
        String path = pattern.endsWith(BELOW) ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        if (path.contains("*") || !path.isEmpty() && RequestPath.isAmbiguous(path)) {
            throw new InvalidSettingException(
                    "%s has '%s'; expected a path such as /imprint, or /assets/* with a star only as its last segment. Correct it."
                            .formatted(key.key(), pattern));
        }
    }

    boolean isEmpty() {
        return exact.length == 0 && prefixes.length == 0;
    }

    boolean matches(HttpServletRequest request) {
        return !isEmpty() && covers(RequestPath.of(request)) && !RequestPath.isAmbiguous(request.getRequestURI());
    }

    boolean matches(String path, String rawPath) {
        return covers(path) && !RequestPath.isAmbiguous(rawPath);
    }

    private boolean covers(String path) {
        if ((letters & letter(path)) == 0) {
            return false;
        }
        for (String each : exact) {
            if (path.equals(each)) {
                return true;
            }
        }
        for (String each : prefixes) {
            if (path.startsWith(each) && (path.length() == each.length() || path.charAt(each.length()) == '/')) {
                return true;
            }
        }
        return false;
    }
}
