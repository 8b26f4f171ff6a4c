package dev.startupguard.servlet;

/** Reads a header that lists elements with weights (RFC 9110 §12.4.2). Elements that cannot be parsed count as not there. */
final class WeightedElements {

    /** The weight of an element that has none, in thousandths. */
    static final int MOST = 1000;

    private static final int NONE = -1;

    /** Is told each element, without its parameters. */
    @FunctionalInterface
    interface Visitor {

        /** @param weight in thousandths */
        void visit(String header, int from, int to, int weight);
    }

    private WeightedElements() {}

    static void read(String header, Visitor visitor) {
        int start = 0;
        while (start <= header.length()) {
            int comma = header.indexOf(',', start);
            int end = comma < 0 ? header.length() : comma;
            readElement(header, start, end, visitor);
            start = end + 1;
        }
    }

    private static void readElement(String header, int start, int end, Visitor visitor) {
        int semicolon = header.indexOf(';', start);
        boolean hasParameters = semicolon >= 0 && semicolon < end;
        int elementEnd = hasParameters ? semicolon : end;
        int from = skipSpace(header, start, elementEnd);
        int to = trimSpace(header, from, elementEnd);
        if (from == to) {
            return;
        }
        int weight = hasParameters ? weight(header, semicolon, end) : MOST;
        if (weight != NONE) {
            visitor.visit(header, from, to, weight);
        }
    }

    /** The weight of an element, or NONE if it has one that is none. */
    private static int weight(String header, int firstSemicolon, int end) {
        int semicolon = firstSemicolon;
        while (semicolon < end) {
            int next = header.indexOf(';', semicolon + 1);
            int parameterEnd = next < 0 || next > end ? end : next;
            int from = skipSpace(header, semicolon + 1, parameterEnd);
            if (header.regionMatches(true, from, "q=", 0, 2) && from + 2 <= parameterEnd) {
                return weightValue(header, from + 2, trimSpace(header, from + 2, parameterEnd));
            }
            semicolon = parameterEnd;
        }
        return MOST;
    }

    /** {@code 0[.ddd]} or {@code 1[.000]}. */
    private static int weightValue(String header, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 5 || length > 1 && header.charAt(from + 1) != '.') {
            return NONE;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int position = i == 0 ? from : from + i + 1;
            char digit = position < to ? header.charAt(position) : '0';
            if (digit < '0' || digit > '9') {
                return NONE;
            }
            value = value * 10 + digit - '0';
        }
        return value > MOST ? NONE : value;
    }

    private static int skipSpace(String header, int from, int to) {
        int position = from;
        while (position < to && isSpace(header.charAt(position))) {
            position++;
        }
        return position;
    }

    private static int trimSpace(String header, int from, int to) {
        int position = to;
        while (position > from && isSpace(header.charAt(position - 1))) {
            position--;
        }
        return position;
    }

    private static boolean isSpace(char each) {
        return each == ' ' || each == '\t';
    }
}
