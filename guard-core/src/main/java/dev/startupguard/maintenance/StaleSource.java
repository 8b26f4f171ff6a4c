package dev.startupguard.maintenance;

import java.time.Instant;
import java.util.Objects;

/**
 * A source that could not be read when it was last asked, and so counts with what it said before, if it ever said anything.
 *
 * @param name the source's name
 * @param since the first of the failures in a row
 * @param error the last of them, in words for an operator
 */
public record StaleSource(String name, Instant since, String error) {

    public StaleSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(error, "error");
    }
}
