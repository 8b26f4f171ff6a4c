package dev.startupguard.servlet;

import org.jspecify.annotations.Nullable;

/**
 * What a request accepts, as far as the closed response cares (RFC 9110 §12.5.1). Elements that cannot be parsed count as not
 * there. Not thread safe.
 */
final class AcceptedTypes {

    private static final int ABSENT = -1;
    private static final int MOST = 1000;

    /** One range of the header: its weight in thousandths, and its place among the elements. */
    private static final class Range {
        private int weight = ABSENT;
        private int place;

        private void add(int addedWeight, int addedPlace) {
            if (addedWeight > weight) {
                weight = addedWeight;
                place = addedPlace;
            }
        }
    }

    private final Range html = new Range();
    private final Range json = new Range();
    private final Range text = new Range();
    private final Range anyApplication = new Range();
    private final Range anyText = new Range();
    private final Range anything = new Range();
    private int elements;

    void add(String header) {
        int start = 0;
        while (start <= header.length()) {
            int comma = header.indexOf(',', start);
            int end = comma < 0 ? header.length() : comma;
            addElement(header, start, end);
            start = end + 1;
        }
    }

    /**
     * The form to answer in: HTML only where it is named and nothing else is preferred, since programs send wildcards; a bare
     * wildcard means JSON; plain text where nothing fits.
     */
    Representation preferred() {
        if (elements == 0) {
            anything.add(MOST, 0);
        }
        Representation best = Representation.TEXT;
        long score = 0;
        long htmlScore = score(html, null);
        if (htmlScore > score) {
            best = Representation.HTML;
            score = htmlScore;
        }
        long jsonScore = score(json, anyApplication);
        if (jsonScore > score) {
            best = Representation.PROBLEM;
            score = jsonScore;
        }
        return score(text, anyText) > score ? Representation.TEXT : best;
    }

    /** Compares by weight, then by how exactly the type was named, then by its place; 0 where it is not accepted. */
    private long score(Range exact, @Nullable Range wildcard) {
        if (exact.weight != ABSENT) {
            return score(exact, 2);
        }
        if (wildcard == null) {
            return 0;
        }
        return wildcard.weight != ABSENT ? score(wildcard, 1) : score(anything, 0);
    }

    private long score(Range range, int exactness) {
        return range.weight <= 0
                ? 0
                : ((long) range.weight << 34 | (long) exactness << 32) + Integer.MAX_VALUE - range.place;
    }

    private void addElement(String header, int start, int end) {
        int semicolon = header.indexOf(';', start);
        boolean hasParameters = semicolon >= 0 && semicolon < end;
        int typeEnd = hasParameters ? semicolon : end;
        int from = skipSpace(header, start, typeEnd);
        int to = trimSpace(header, from, typeEnd);
        if (from == to) {
            return;
        }
        int weight = hasParameters ? weight(header, semicolon, end) : MOST;
        if (weight != ABSENT) {
            elements++;
            addType(header, from, to, weight);
        }
    }

    private void addType(String header, int from, int to, int weight) {
        Range range = null;
        if (is(header, from, to, "text/html")) {
            range = html;
        } else if (is(header, from, to, "*/*")) {
            range = anything;
        } else if (is(header, from, to, "application/json")
                || startsAndEnds(header, from, to, "application/", "+json")) {
            range = json;
        } else if (is(header, from, to, "text/plain")) {
            range = text;
        } else if (is(header, from, to, "text/*")) {
            range = anyText;
        } else if (is(header, from, to, "application/*")) {
            range = anyApplication;
        }
        if (range != null) {
            range.add(weight, elements);
        }
    }

    /** The weight of an element, or ABSENT if it has one that is none. */
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
            return ABSENT;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int position = i == 0 ? from : from + i + 1;
            char digit = position < to ? header.charAt(position) : '0';
            if (digit < '0' || digit > '9') {
                return ABSENT;
            }
            value = value * 10 + digit - '0';
        }
        return value > MOST ? ABSENT : value;
    }

    private static boolean is(String header, int from, int to, String type) {
        return to - from == type.length() && header.regionMatches(true, from, type, 0, type.length());
    }

    private static boolean startsAndEnds(String header, int from, int to, String start, String end) {
        return to - from > start.length() + end.length()
                && header.regionMatches(true, from, start, 0, start.length())
                && header.regionMatches(true, to - end.length(), end, 0, end.length());
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
