package dev.startupguard.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A version of a schema, with the order and equality of Flyway's {@code MigrationVersion}: numeric parts of any length,
 * separated by dots or underscores, where missing parts count as zero, so that {@code 1}, {@code 1.0} and {@code 01_0} are
 * equal.
 */
public final class SchemaVersion implements Comparable<SchemaVersion> {
    private static final int DIGITS_OF_A_LONG = 18;

    private final String text;
    private final List<BigInteger> parts;

    private SchemaVersion(String text, List<BigInteger> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException if the text is not a version; the message names it
     */
    public static SchemaVersion of(String text) {
        String dotted = text.replace('_', '.');
        List<BigInteger> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= dotted.length(); i++) {
            char each = i == dotted.length() ? '.' : dotted.charAt(i);
            if (each == '.' && i > start) {
                parts.add(number(dotted, start, i));
                start = i + 1;
            } else if (each < '0' || each > '9') {
                throw new IllegalArgumentException("Not a schema version: '" + text
                        + "'. Expected numbers separated by dots or underscores, such as 3, 1.2 or 2026_11_22.");
            }
        }
        // Equal versions must have equal hash codes, so 1.0 is kept as 1.
        while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
            parts.remove(parts.size() - 1);
        }
        return new SchemaVersion(dotted, List.copyOf(parts));
    }

    /** Without a regular expression and, for numbers that fit, without BigInteger's parser: histories have thousands of rows. */
    private static BigInteger number(String text, int from, int to) {
        return to - from <= DIGITS_OF_A_LONG
                ? BigInteger.valueOf(Long.parseLong(text, from, to, 10))
                : new BigInteger(text.substring(from, to));
    }

    boolean isAbove(SchemaVersion other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(SchemaVersion other) {
        int length = Math.max(parts.size(), other.parts.size());
        for (int i = 0; i < length; i++) {
            int compared = part(i).compareTo(other.part(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaVersion version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The text as it was given, with dots. */
    @Override
    public String toString() {
        return text;
    }
}
