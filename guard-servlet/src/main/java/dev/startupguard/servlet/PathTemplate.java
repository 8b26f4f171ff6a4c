package dev.startupguard.servlet;

import java.util.ArrayList;
import java.util.List;

/**
 * A path with segments that may be open. It matches in two ways: widely, where a path that is missed would let a write pass, and
 * exactly, where a path too many would.
 *
 * @param segments a star where one is open
 * @param andBelow whether any further segments may follow
 * @param endsWithSlash looked at by exact matches alone
 * @param isFaithful false if this matches more than the pattern that it was read from
 */
record PathTemplate(List<String> segments, boolean andBelow, boolean endsWithSlash, boolean isFaithful) {

    private static final String ANY = "*";

    /** One of the lists in the configuration, where {@code /*} at the end means everything below and all else is a letter. */
    static PathTemplate ofList(String path) {
        boolean andBelow = path.endsWith("/*");
        String plain = andBelow ? path.substring(0, path.length() - 2) : path;
        boolean endsWithSlash = plain.endsWith("/");
        String inner = endsWithSlash ? plain.substring(0, plain.length() - 1) : plain;
        return new PathTemplate(
                inner.isEmpty() ? List.of() : List.of(inner.substring(1).split("/")), andBelow, endsWithSlash, true);
    }

    /**
     * A pattern of a framework's handler. Faithful are plain segments, {@code {name}} and {@code *} for one segment, {@code **} and
     * {@code {*name}} as the last. A segment of any other kind is taken as open, or as everything below where it may span several.
     */
    static PathTemplate ofHandler(String pattern) {
        List<String> segments = new ArrayList<>();
        boolean isFaithful = true;
        String[] parts = pattern.split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            boolean isLast = i == parts.length - 1;
            if (isLast && part.isEmpty()) {
                return new PathTemplate(List.copyOf(segments), false, true, isFaithful);
            }
            if (part.equals("**") || part.startsWith("{*") || !isBalanced(part)) {
                boolean endsHere = part.equals("**") || part.matches("\\{\\*[^{}]+}");
                return new PathTemplate(List.copyOf(segments), true, false, isFaithful && isLast && endsHere);
            }
            boolean isPlain = !part.matches(".*[*?{}\\\\].*");
            isFaithful &= isPlain || part.equals(ANY) || part.matches("\\{[^{}:*?]+}");
            segments.add(isPlain ? part : ANY);
        }
        return new PathTemplate(List.copyOf(segments), false, false, isFaithful);
    }

    /** Else a slash in a regular expression has torn it apart. */
    private static boolean isBalanced(String part) {
        return part.chars().filter(each -> each == '{').count()
                == part.chars().filter(each -> each == '}').count();
    }

    /** Whether one path alone matches exactly. */
    boolean isOnePath() {
        return isFaithful && !andBelow && !segments.contains(ANY);
    }

    /** Without regard to case, with and without a slash at the end. */
    boolean matchesWidely(String path, int start) {
        int index = endOfSegments(path, start, true);
        return index >= 0 && (andBelow || path.length() - index <= 1);
    }

    boolean matchesExactly(String path, int start) {
        int index = endOfSegments(path, start, false);
        return index >= 0 && (andBelow || path.length() - index == (endsWithSlash ? 1 : 0));
    }

    /** Where in the path, at its end or at a slash; negative if they do not fit. */
    private int endOfSegments(String path, int start, boolean widely) {
        int index = start;
        for (int i = 0; i < segments.size(); i++) {
            if (index == path.length()) {
                return -1;
            }
            int from = index + 1;
            int slash = path.indexOf('/', from);
            index = slash < 0 ? path.length() : slash;
            if (!fits(segments.get(i), path, from, index - from, widely)) {
                return -1;
            }
        }
        return index;
    }

    private static boolean fits(String segment, String path, int from, int length, boolean widely) {
        return segment.equals(ANY)
                ? widely || length > 0
                : length == segment.length() && path.regionMatches(widely, from, segment, 0, length);
    }
}
