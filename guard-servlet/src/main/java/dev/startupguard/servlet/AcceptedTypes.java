package dev.startupguard.servlet;

import org.jspecify.annotations.Nullable;

/**
 * What a request accepts, as far as the closed response cares (RFC 9110 §12.5.1). Elements that cannot be parsed count as not
 * there. Not thread safe.
 */
final class AcceptedTypes {

    private static final int ABSENT = -1;

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
        WeightedElements.read(header, this::addElement);
    }

    /**
     * The form to answer in: HTML only where it is named and nothing else is preferred, since programs send wildcards; a bare
     * wildcard means JSON; plain text where nothing fits.
     */
    Representation preferred() {
        if (elements == 0) {
            anything.add(WeightedElements.MOST, 0);
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

    private void addElement(String header, int from, int to, int weight) {
        elements++;
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

    private static boolean is(String header, int from, int to, String type) {
        return to - from == type.length() && header.regionMatches(true, from, type, 0, type.length());
    }

    private static boolean startsAndEnds(String header, int from, int to, String start, String end) {
        return to - from > start.length() + end.length()
                && header.regionMatches(true, from, start, 0, start.length())
                && header.regionMatches(true, to - end.length(), end, 0, end.length());
    }
}
