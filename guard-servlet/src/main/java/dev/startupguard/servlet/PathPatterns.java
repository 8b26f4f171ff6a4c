package dev.startupguard.servlet;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    static void check(GuardKey key, String pattern) {
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
        return !isEmpty()
                && covers(request.getServletPath(), request.getPathInfo())
                && !RequestPath.isAmbiguous(request.getRequestURI());
    }

    boolean matches(String path, String rawPath) {
        return covers(path, null) && !RequestPath.isAmbiguous(rawPath);
    }

    /** The parts stay apart, since putting them together would allocate for every request below a servlet's path. */
    boolean covers(String servletPath, @Nullable String pathInfo) {
        String start = servletPath.isEmpty() && pathInfo != null ? pathInfo : servletPath;
        String end = servletPath.isEmpty() || pathInfo == null ? "" : pathInfo;
        if ((letters & letter(start)) == 0) {
            return false;
        }
        for (String each : exact) {
            if (each.length() == start.length() + end.length() && begins(start, end, each)) {
                return true;
            }
        }
        for (String each : prefixes) {
            if (begins(start, end, each) && endsOrGoesOnBelow(start, end, each.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String start, String end, String prefix) {
        int rest = prefix.length() - start.length();
        return rest <= 0
                ? start.startsWith(prefix)
                : prefix.startsWith(start) && end.regionMatches(0, prefix, start.length(), rest);
    }

    private static boolean endsOrGoesOnBelow(String start, String end, int index) {
        if (index < start.length()) {
            return start.charAt(index) == '/';
        }
        int inEnd = index - start.length();
        return inEnd == end.length() || end.charAt(inEnd) == '/';
    }
}
