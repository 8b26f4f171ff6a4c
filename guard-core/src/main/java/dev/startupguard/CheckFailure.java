package dev.startupguard;

import java.time.Instant;

/**
 * Since when the schema could not be looked at again, while the last verdict holds.
 *
 * @param since when the first failed look began
 * @param message what failed and what to do
 */
public record CheckFailure(Instant since, String message) {}
