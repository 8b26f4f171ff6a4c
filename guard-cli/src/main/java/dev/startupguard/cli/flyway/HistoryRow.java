package dev.startupguard.cli.flyway;

import org.jspecify.annotations.Nullable;

/**
 * What Flyway's history says about one migration.
 *
 * @param rank its place in the history; the rows of a repeatable migration rise with each time that it was applied
 * @param version null for a repeatable migration
 */
public record HistoryRow(int rank, @Nullable String version, String script, boolean success) {}
