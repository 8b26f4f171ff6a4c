package dev.startupguard.cli.flyway;

import org.jspecify.annotations.Nullable;

/**
 * What Flyway's history says about one migration.
 *
 * @param version null for a repeatable migration
 */
public record HistoryRow(@Nullable String version, String script, boolean success) {}
