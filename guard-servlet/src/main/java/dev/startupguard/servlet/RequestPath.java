package dev.startupguard.servlet;

/** Tells raw paths that can be read in one way only. */
final class RequestPath {

    private RequestPath() {}

    /**
     * Whether someone behind the guard, or the proxy before it, could read this raw path in another way: path parameters, dot
     * segments, empty segments, backslashes, control characters, any character of ASCII that is needlessly encoded, be it a
     * slash, a dot, a semicolon or a percent sign, and what is encoded and not UTF-8, since lenient decoders read an overlong
     * slash from it. Encoded text beyond ASCII is not ambiguous.
     */
    static boolean isAmbiguous(String rawPath) {
        int next;
        for (int i = 0; i < rawPath.length(); i = next) {
            char each = rawPath.charAt(i);
            next = each == '%' ? EncodedCharacter.end(rawPath, i) : i + 1;
            boolean isAmbiguous = switch (each) {
                case '%' -> next < 0;
                case '/' -> startsEmptyOrDotSegment(rawPath, i);
                case ';', '\\' -> true;
                default -> each <= ' ' || each >= '\u007f';
            };
            if (isAmbiguous) {
                return true;
            }
        }
        return rawPath.isEmpty() || rawPath.charAt(0) != '/';
    }

    /** Whether the path stands for itself in everybody's reading, also without regard to case: unambiguous, and all of it ASCII. */
    static boolean isPlain(String rawPath) {
        return rawPath.indexOf('%') < 0 && !isAmbiguous(rawPath);
    }

    private static boolean startsEmptyOrDotSegment(String path, int slash) {
        int end = path.indexOf('/', slash + 1);
        int length = (end < 0 ? path.length() : end) - slash - 1;
        return switch (length) {
            case 0 -> end >= 0;
            case 1 -> path.charAt(slash + 1) == '.';
            case 2 -> path.startsWith("..", slash + 1);
            default -> false;
        };
    }
}
