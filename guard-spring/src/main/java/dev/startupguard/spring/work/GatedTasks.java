package dev.startupguard.spring.work;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.OneTimeTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.Task;
import org.springframework.scheduling.config.TriggerTask;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Lets every task that is scheduled ask the gate, those of methods and those that a {@code SchedulingConfigurer} adds. Runs that
 * were left out are made up when the gate opens where only an interval is asked for; cron expressions and triggers name times.
 */
final class GatedTasks extends ScheduledTaskRegistrar {

    private final Gates gates;
    /** Asked for again when the scheduler is known. */
    private final Set<Task> waiting = ConcurrentHashMap.newKeySet();

    private final Set<GatedRun> missed = ConcurrentHashMap.newKeySet();
    /** Of the method whose tasks this thread is registering; others are unknown and only stop in maintenance. */
    private final ThreadLocal<WorkKind> kind = ThreadLocal.withInitial(() -> WorkKind.READING);

    GatedTasks(Gates gates) {
        this.gates = gates;
    }

    /** Registers the tasks of a method of that kind. */
    void registering(WorkKind ofMethod, Runnable registration) {
        kind.set(ofMethod);
        try {
            registration.run();
        } finally {
            kind.remove();
        }
    }

    /** Makes up for what was left out, each time the gates open. Called once, when every bean is there. */
    void follow() {
        for (WorkKind each : new WorkKind[] {WorkKind.READING, WorkKind.WRITING}) {
            gates.of(each).onResume(() -> Set.copyOf(missed).forEach(this::catchUp));
        }
    }

    @Override
    public @Nullable ScheduledTask scheduleTriggerTask(TriggerTask task) {
        return super.scheduleTriggerTask(
                gated(task, this::forget, (each, run) -> new TriggerTask(run, each.getTrigger())));
    }

    @Override
    public @Nullable ScheduledTask scheduleCronTask(CronTask task) {
        return super.scheduleCronTask(
                gated(task, this::forget, (each, run) -> new CronTask(run, (CronTrigger) each.getTrigger())));
    }

    @Override
    public @Nullable ScheduledTask scheduleFixedRateTask(FixedRateTask task) {
        return super.scheduleFixedRateTask(gated(
                task,
                this::makeUpLater,
                (each, run) -> new FixedRateTask(run, each.getIntervalDuration(), each.getInitialDelayDuration())));
    }

    @Override
    public @Nullable ScheduledTask scheduleFixedDelayTask(FixedDelayTask task) {
        return super.scheduleFixedDelayTask(gated(
                task,
                this::makeUpLater,
                (each, run) -> new FixedDelayTask(run, each.getIntervalDuration(), each.getInitialDelayDuration())));
    }

    @Override
    public @Nullable ScheduledTask scheduleOneTimeTask(OneTimeTask task) {
        return super.scheduleOneTimeTask(
                gated(task, this::makeUpLater, (each, run) -> new OneTimeTask(run, each.getInitialDelayDuration())));
    }

    /** The task that asks the gate, or the same where it is exempt or asks already. */
    private <T extends Task> T gated(T task, Consumer<GatedRun> leftOut, BiFunction<T, Runnable, T> copy) {
        if (waiting.remove(task)) {
            return task;
        }
        WorkKind ofTask = kind.get();
        T gated = ofTask == WorkKind.EXEMPT
                ? task
                : copy.apply(task, new GatedRun(task.getRunnable(), () -> gates.of(ofTask), leftOut));
        if (getScheduler() == null) {
            waiting.add(gated);
        }
        return gated;
    }

    private void forget(GatedRun leftOut) {}

    private void makeUpLater(GatedRun leftOut) {
        missed.add(leftOut);
        if (leftOut.mayRun()) {
            catchUp(leftOut); // the gate opened in between, and nobody will tell of it again
        }
    }

    private void catchUp(GatedRun leftOut) {
        TaskScheduler scheduler = Objects.requireNonNull(getScheduler());
        if (missed.remove(leftOut)) {
            scheduler.schedule(leftOut.catchUp(), scheduler.getClock().instant());
        }
    }
}
