package dev.startupguard.servlet;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Paths at which safe methods write. Patterns are those of {@link PathPatterns}, and match more: without regard to case, with a
 * slash at the end, by the path as it was sent and as it is dispatched. While there is one, a request whose raw path is not plain
 * matches as well: what it stands for is for the application to say.
 */
final class WritingPaths {

    private static final String BELOW = "/*";

    private final Pattern[] patterns;

    /** @throws InvalidSettingException if a star is anywhere but in a last segment of its own */
    WritingPaths(GuardKey key, List<String> patterns) {
        patterns.forEach(each -> PathPatterns.check(key, each));
        this.patterns = patterns.stream().map(WritingPaths::pattern).toArray(Pattern[]::new);
    }

    private static Pattern pattern(String text) {
        String end = text.endsWith(BELOW) ? BELOW : text.endsWith("/") ? "/" : "";
        return new Pattern(text.substring(0, text.length() - end.length()), end.equals(BELOW));
    }

    boolean matches(HttpServletRequest request) {
        if (patterns.length == 0) {
            return false;
        }
        String uri = request.getRequestURI();
        if (!RequestPath.isPlain(uri)) {
            return true;
        }
        int start = request.getContextPath().length();
        return matches(uri, start) || isDispatchedAsAnother(request, uri, start) && matches(dispatched(request), 0);
    }

    /** Such as by a welcome file; put together only then, since that allocates. */
    private static boolean isDispatchedAsAnother(HttpServletRequest request, String uri, int start) {
        String servletPath = request.getServletPath();
        String pathInfo = request.getPathInfo();
        int middle = start + servletPath.length();
        return !uri.startsWith(servletPath, start)
                || (pathInfo == null
                        ? uri.length() != middle
                        : uri.length() != middle + pathInfo.length() || !uri.startsWith(pathInfo, middle));
    }

    private static String dispatched(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    private boolean matches(String path, int start) {
        for (Pattern each : patterns) {
            if (each.matches(path, start)) {
                return true;
            }
        }
        return false;
    }

    /** @param path without a slash at its end */
    private record Pattern(String path, boolean andBelow) {

        boolean matches(String text, int start) {
            int end = start + path.length();
            return text.regionMatches(true, start, path, 0, path.length())
                    && (end == text.length() || text.charAt(end) == '/' && (andBelow || end == text.length() - 1));
        }
    }
}
