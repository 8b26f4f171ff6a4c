package dev.startupguard.schema;

import java.time.Duration;
import java.util.List;

/**
 * What the schema check needs to know.
 *
 * @param classLoader where {@code classpath:} locations are looked up
 * @param locations Flyway locations of this build's migrations; {@code {vendor}} stands for the kind of database
 * @param range the schema versions that this build works with
 * @param history where Flyway keeps its history
 * @param timeout how long one query may take; positive
 */
public record SchemaCheckSettings(
        ClassLoader classLoader, List<String> locations, SupportedRange range, HistoryTable history, Duration timeout) {

    public SchemaCheckSettings {
        locations = List.copyOf(locations);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The time limit of the schema check is " + timeout
                    + ". Expected a positive duration, such as PT3S (guard.database.timeout).");
        }
    }
}
