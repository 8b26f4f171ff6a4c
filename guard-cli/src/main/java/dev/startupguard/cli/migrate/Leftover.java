package dev.startupguard.cli.migrate;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run that did not end as it should: an earlier one, or this one at the moment when it fails.
 *
 * @param run the run, or null where only Flyway's history tells of a failure
 * @param journal its statements
 * @param aftermath what is left of its last migration
 * @param indexDrops how to drop invalid indexes that it may have left
 */
record Leftover(
        @Nullable JournaledRun run, List<JournaledStatement> journal, Aftermath aftermath, List<String> indexDrops) {

    Leftover {
        journal = List.copyOf(journal);
        indexDrops = List.copyOf(indexDrops);
    }

    boolean wasKilled() {
        return run != null && !run.ended();
    }

    /** From what the state before the run, and before all that it resumed, can be restored; or empty. */
    String backup() {
        return run == null ? "" : run.detail();
    }

    /** The migrations that the run completed before the last one. */
    List<String> appliedBefore() {
        Stream<String> scripts =
                journal.stream().map(JournaledStatement::script).distinct();
        return scripts.filter(script -> !script.equals(aftermath.script())).toList();
    }

    /** Nothing is half-way, and who ran it was told so. */
    boolean needsNoDecision() {
        return aftermath.isClean() && !wasKilled();
    }
}
