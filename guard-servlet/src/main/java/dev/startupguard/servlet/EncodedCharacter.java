package dev.startupguard.servlet;

/** A character beyond ASCII in UTF-8, each octet of it in percent encoding. */
final class EncodedCharacter {

    /** A percent sign and two digits. */
    private static final int OCTET = 3;

    private EncodedCharacter() {}

    /** Where the well-formed character that starts here ends (RFC 3629 §4), or -1 if there is none. */
    static int end(String path, int start) {
        int first = octet(path, start);
        int length = length(first);
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (length == 0 || !isBetween(least, octet(path, start + OCTET), most)) {
            return -1;
        }
        for (int i = 2; i < length; i++) {
            if (!isBetween(0x80, octet(path, start + i * OCTET), 0xbf)) {
                return -1;
            }
        }
        return start + length * OCTET;
    }

    /** In octets; 0 if none starts with this one. */
    private static int length(int first) {
        if (isBetween(0xc2, first, 0xdf)) {
            return 2;
        }
        return isBetween(0xe0, first, 0xef) ? 3 : isBetween(0xf0, first, 0xf4) ? 4 : 0;
    }

    /** Negative if there is no octet in percent encoding. */
    private static int octet(String path, int index) {
        return index + 2 < path.length() && path.charAt(index) == '%'
                ? digit(path.charAt(index + 1)) << 4 | digit(path.charAt(index + 2))
                : -1;
    }

    /** The digit's value, or -1, which makes any combination negative. */
    private static int digit(char each) {
        return each < '\u0080' ? Character.digit(each, 16) : -1;
    }

    private static boolean isBetween(int least, int octet, int most) {
        return least <= octet && octet <= most;
    }
}
