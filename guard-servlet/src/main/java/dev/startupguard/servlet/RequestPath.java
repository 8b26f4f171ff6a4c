package dev.startupguard.servlet;

/** Tells raw paths that can be read in one way only. */
final class RequestPath {

    private RequestPath() {}

    /**
     * Whether someone behind the guard, or the proxy before it, could read this raw path in another way: path parameters, dot
     * segments, empty segments, backslashes, control characters, and any character of ASCII that is needlessly encoded, be it a
     * slash, a dot, a semicolon or a percent sign. Encoded text beyond ASCII is not ambiguous.
     */
    static boolean isAmbiguous(String rawPath) {
        for (int i = 0; i < rawPath.length(); i++) {
            char each = rawPath.charAt(i);
            boolean isAmbiguous = switch (each) {
                case '%' -> !isEncodedBeyondAscii(rawPath, i);
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

    /** The octets that UTF-8 never has (RFC 3629 §1) count as ambiguous: lenient decoders read an overlong slash from them. */
    private static boolean isEncodedBeyondAscii(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return false;
        }
        int octet = hexDigit(path.charAt(percent + 1)) << 4 | hexDigit(path.charAt(percent + 2));
        return octet >= 0x80 && octet <= 0xf4 && octet != 0xc0 && octet != 0xc1;
    }

    /** The digit's value, or -1, which makes any combination negative. */
    private static int hexDigit(char each) {
        return each < '\u0080' ? Character.digit(each, 16) : -1;
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
