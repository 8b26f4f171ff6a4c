package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint at a request's decoded path, exactly; for nearly every other request, costs a look at its length and last letter. */
final class Endpoints {

    private final String[] paths;
    private final Endpoint[] endpoints;
    /** The bits of all paths; a path whose bit is not among them is no endpoint. */
    private final long bits;

    Endpoints(Map<String, Endpoint> byPath) {
        paths = byPath.keySet().toArray(String[]::new);
        endpoints = byPath.values().toArray(Endpoint[]::new);
        long all = 0;
        for (String path : paths) {
            all |= bit(path.length(), path);
        }
        bits = all;
    }

    @Nullable
    Endpoint find(HttpServletRequest request) {
        String servletPath = request.getServletPath();
        String pathInfo = request.getPathInfo();
        if (pathInfo == null) {
            return find(servletPath);
        }
        return servletPath.isEmpty() ? find(pathInfo) : find(servletPath, pathInfo);
    }

    private @Nullable Endpoint find(String path) {
        if (isPossible(path.length(), path)) {
            for (int i = 0; i < paths.length; i++) {
                if (paths[i].equals(path)) {
                    return endpoints[i];
                }
            }
        }
        return null;
    }

    private @Nullable Endpoint find(String start, String end) {
        int length = start.length() + end.length();
        if (isPossible(length, end)) {
            for (int i = 0; i < paths.length; i++) {
                if (paths[i].length() == length && paths[i].startsWith(start) && paths[i].endsWith(end)) {
                    return endpoints[i];
                }
            }
        }
        return null;
    }

    private boolean isPossible(int length, String end) {
        return (bits & bit(length, end)) != 0;
    }

    /** Of 64; a shift takes its distance modulo 64. */
    private static long bit(int length, String end) {
        return end.isEmpty() ? 1L << length : 1L << (31 * length + end.charAt(end.length() - 1));
    }
}
