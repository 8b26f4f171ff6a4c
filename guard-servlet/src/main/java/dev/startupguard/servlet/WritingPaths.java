package dev.startupguard.servlet;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Paths at which safe methods write. They match widely: without regard to case, with a slash at the end, by the path as it was
 * sent and as it is dispatched. While there is one, a request whose raw path is not plain matches as well: what it stands for is
 * for the application to say.
 */
final class WritingPaths {

    private final PathTemplate[] paths;

    /** @throws InvalidSettingException if a star is anywhere but in a last segment of its own */
    WritingPaths(GuardKey key, List<String> patterns) {
        this(patterns.stream().map(PathTemplate::ofList).toList());
        patterns.forEach(each -> PathPatterns.check(key, each));
    }

    WritingPaths(List<PathTemplate> paths) {
        this.paths = paths.toArray(PathTemplate[]::new);
    }

    boolean matches(HttpServletRequest request) {
        if (paths.length == 0) {
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
    static boolean isDispatchedAsAnother(HttpServletRequest request, String uri, int start) {
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
        for (PathTemplate each : paths) {
            if (each.matchesWidely(path, start)) {
                return true;
            }
        }
        return false;
    }
}
