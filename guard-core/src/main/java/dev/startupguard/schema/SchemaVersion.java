package dev.startupguard.schema;

/**
 * A version of a schema, with the order and equality of Flyway's {@code MigrationVersion}: numeric parts of any length,
 * separated by dots or underscores, where missing parts count as zero, so that {@code 1}, {@code 1.0} and {@code 01_0} are
 * equal.
 */
public final class SchemaVersion implements Comparable<SchemaVersion> {
    private final String text;
    /** Without leading zeros in a part and without parts of zero at the end, so that equal versions are equal texts. */
    private final String normal;

    private SchemaVersion(String text, String normal) {
        this.text = text;
        this.normal = normal;
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException if the text is not a version; the message names it
     */
    public static SchemaVersion of(String text) {
        String dotted = text.replace('_', '.');
        StringBuilder normal = new StringBuilder(dotted.length());
        int upToLastNotZero = 0;
        int start = 0;
        for (int i = 0; i <= dotted.length(); i++) {
            char each = i == dotted.length() ? '.' : dotted.charAt(i);
            if (each == '.' && i > start) {
                int digits = withoutLeadingZeros(dotted, start, i);
                normal.append(start == 0 ? "" : ".").append(dotted, digits, i);
                if (start == 0 || dotted.charAt(digits) != '0') {
                    upToLastNotZero = normal.length();
                }
                start = i + 1;
            } else if (each < '0' || each > '9') {
                throw new IllegalArgumentException("Not a schema version: '" + text
                        + "'. Expected numbers separated by dots or underscores, such as 3, 1.2 or 2026_11_22.");
            }
        }
        normal.setLength(upToLastNotZero);
        return new SchemaVersion(dotted, normal.toString());
    }

    /** Where the number begins; a zero keeps its last digit. */
    private static int withoutLeadingZeros(String text, int from, int to) {
        int first = from;
        while (first < to - 1 && text.charAt(first) == '0') {
            first++;
        }
        return first;
    }

    boolean isAbove(SchemaVersion other) {
        return compareTo(other) > 0;
    }

    /** Digit by digit, without a number or another object: thousands of versions are sorted at every check. */
    @Override
    public int compareTo(SchemaVersion other) {
        int mine = 0;
        int theirs = 0;
        while (mine < normal.length() && theirs < other.normal.length()) {
            int myEnd = endOfPart(normal, mine);
            int theirEnd = endOfPart(other.normal, theirs);
            int compared = (myEnd - mine) - (theirEnd - theirs);
            for (; compared == 0 && mine < myEnd; mine++, theirs++) {
                compared = normal.charAt(mine) - other.normal.charAt(theirs);
            }
            if (compared != 0) {
                return compared;
            }
            mine = myEnd + 1;
            theirs = theirEnd + 1;
        }
        // The one that goes on has a part that is not zero.
        return Boolean.compare(mine < normal.length(), theirs < other.normal.length());
    }

    private static int endOfPart(String normal, int start) {
        int dot = normal.indexOf('.', start);
        return dot < 0 ? normal.length() : dot;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaVersion version && normal.equals(version.normal);
    }

    @Override
    public int hashCode() {
        return normal.hashCode();
    }

    /** The text as it was given, with dots. */
    @Override
    public String toString() {
        return text;
    }
}
