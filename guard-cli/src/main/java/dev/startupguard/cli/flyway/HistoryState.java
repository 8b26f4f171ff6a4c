package dev.startupguard.cli.flyway;

/**
 * What a history holds, in four numbers that any change of it changes.
 *
 * @param rows how many
 * @param highestRank the rank of the last
 * @param successes how many of them succeeded
 * @param checksums the sum of all checksums
 */
public record HistoryState(long rows, long highestRank, long successes, long checksums) {}
