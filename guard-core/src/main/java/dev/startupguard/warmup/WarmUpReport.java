package dev.startupguard.warmup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the warm-up stands, as one immutable value.
 *
 * @param state the warm-up as a whole
 * @param tasks one report for each task, in the order in which they run
 * @param attempts runs so far, the one under way included
 * @param startedAt when the latest run started; null before the first
 * @param duration how long the latest run has taken when this report was made
 */
public record WarmUpReport(
        State state,
        List<TaskReport> tasks,
        int attempts,
        @Nullable Instant startedAt,
        Duration duration) {

    public enum State {
        NOT_STARTED,
        RUNNING,
        /** Everything succeeded but the tasks that wait for a schema that fits this build. */
        DEFERRED,
        COMPLETE,
        /** At least one task failed; the failed ones are tried again. */
        FAILED
    }

    public WarmUpReport {
        tasks = List.copyOf(tasks);
    }

    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** The tasks that failed with what went wrong, as text for an operator; empty where none failed. */
    public String failures() {
        return tasks.stream()
                .filter(TaskReport::failed)
                .map(task -> task.name() + ": " + task.detail())
                .collect(Collectors.joining("; "));
    }

    /** The state of a run that has ended with these outcomes. */
    static State stateAfter(List<TaskReport> tasks) {
        if (tasks.stream().anyMatch(TaskReport::failed)) {
            return State.FAILED;
        }
        return tasks.stream().allMatch(TaskReport::succeeded) ? State.COMPLETE : State.DEFERRED;
    }
}
