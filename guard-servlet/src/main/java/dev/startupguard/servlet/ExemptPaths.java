package dev.startupguard.servlet;

import java.util.List;

/**
 * Paths that pass in every phase and mode beside those of {@code guard.maintenance.exempt-paths}: those that a framework knows
 * itself, such as the ones of its management endpoints.
 *
 * @param patterns {@code /x} for that path alone, {@code /x/*} for it and everything below
 */
public record ExemptPaths(List<String> patterns) {

    public ExemptPaths {
        patterns = List.copyOf(patterns);
    }
}
