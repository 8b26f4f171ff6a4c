package dev.startupguard.warmup;

import dev.startupguard.warmup.TaskReport.Outcome;
import dev.startupguard.warmup.WarmUpReport.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the warm-up tasks, one after another, until each has succeeded once.
 *
 * <p>There is at most one run at a time, whoever asks. Tasks that need the schema are deferred while it does not fit. A run in
 * which a task failed is followed by another one, 1 s later, then 2 s, up to 30 s; what has succeeded is not done again.
 *
 * <p>Thread safe. Uses one daemon thread, one while somebody waits, and one more for the task under way; a task that ignores its
 * interrupt keeps that one until it ends, and is not started again meanwhile.
 */
public final class WarmUp implements AutoCloseable {
    private static final long FIRST_RETRY_SECONDS = 1;
    private static final long LAST_RETRY_SECONDS = 30;

    private final List<TaskThread> tasks;
    private final long budget;
    private final Consumer<WarmUpReport> onChange;
    private final Clock clock;
    private final WarmUpLog log = new WarmUpLog();
    private final ScheduledThreadPoolExecutor thread;
    private final DeadlineTimer timer = new DeadlineTimer();

    private final TaskReport[] reports; // touched by the warm-up thread alone
    private volatile WarmUpReport report;

    private final ReentrantLock lock = new ReentrantLock();
    private boolean schemaUsable;
    private boolean closed;
    private int runs;
    private int failedRunsInARow;
    private @Nullable Run running;
    private @Nullable Future<?> retry;

    private record Run(
            int number, Instant startedAt, long began, long deadline, CompletableFuture<WarmUpReport> result) {}

    /**
     * @param tasks run in this order; names are unique
     * @param budget positive; the longest that one run takes
     * @param onChange told each new report, on the warm-up thread; does not wait for the warm-up
     * @param clock tells when a run started
     */
    public WarmUp(List<WarmUpTask> tasks, Duration budget, Consumer<WarmUpReport> onChange, Clock clock) {
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("The warm-up's budget is " + budget
                    + ". Expected a positive duration, such as PT1M; set it with guard.warmup.timeout.");
        }
        if (tasks.stream().map(WarmUpTask::name).distinct().count() < tasks.size()) {
            throw new IllegalArgumentException("The warm-up's tasks are named "
                    + tasks.stream().map(WarmUpTask::name).toList()
                    + ". Expected each name once, since the report goes by it; rename one.");
        }
        this.tasks = tasks.stream().map(TaskThread::new).toList();
        this.budget = budget.toNanos();
        this.onChange = onChange;
        this.clock = clock;
        reports = tasks.stream().map(task -> TaskReport.waiting(task.name())).toArray(TaskReport[]::new);
        report = new WarmUpReport(State.NOT_STARTED, List.of(reports), 0, null, Duration.ZERO);
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread daemon = new Thread(work, "startup-guard-warm-up");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Starts the warm-up, or goes on with it. Does not wait. Calling it again is harmless: it runs what was deferred once the
     * schema has become usable, and leaves a failed run to its retry.
     */
    public void start(boolean schemaUsable) {
        lock.lock();
        try {
            boolean becameUsable = schemaUsable && !this.schemaUsable;
            this.schemaUsable = schemaUsable;
            State state = report.state();
            boolean due = state == State.NOT_STARTED || (becameUsable && state != State.COMPLETE);
            if (due && running == null && !closed) {
                begin();
            } // a run under way looks again before it ends
        } finally {
            lock.unlock();
        }
    }

    /**
     * The result of the run under way, else of the last one. Where none has run, or a failed one waits for its retry, a run is
     * started. The future is completed within the budget, counted from this call, come what may; if the run goes on then, with
     * a report that says so. Cancelling it cancels nothing else.
     */
    public CompletableFuture<WarmUpReport> join() {
        Run joined;
        lock.lock();
        try {
            State state = report.state();
            if (running == null && !closed && (state == State.NOT_STARTED || state == State.FAILED)) {
                begin();
            }
            joined = running;
        } finally {
            lock.unlock();
        }
        return joined == null ? CompletableFuture.completedFuture(report) : withinBudget(joined.result.copy());
    }

    /** Completes a future that is late by the budget, counted from this call, with the report of that moment. Returns it. */
    public CompletableFuture<WarmUpReport> withinBudget(CompletableFuture<WarmUpReport> future) {
        return timer.limit(future, budget, () -> report);
    }

    public WarmUpReport report() {
        return report;
    }

    /** Interrupts the task under way and runs no further one. Does not wait, and reports no change. */
    @Override
    public void close() {
        Run stopped;
        lock.lock();
        try {
            closed = true;
            thread.shutdownNow();
            stopped = running;
            if (stopped != null) {
                report = stopped(stopped);
                running = null;
            }
        } finally {
            lock.unlock();
        }
        if (stopped != null) {
            stopped.result.complete(report); // outside the lock: it calls what others have attached to their futures
        }
    }

    private WarmUpReport stopped(Run run) {
        List<TaskReport> stopped = report.tasks().stream()
                .map(task -> task.outcome() == Outcome.RUNNING ? task.stopped() : task)
                .toList();
        return new WarmUpReport(State.FAILED, stopped, run.number, run.startedAt, since(run));
    }

    /** To be called under the lock. */
    private void begin() {
        if (retry != null) {
            retry.cancel(false);
        }
        long now = System.nanoTime();
        // The run ends a little before the budget does, so that who joined it hears its result and not
        // that it still runs.
        long reserve = Math.min(budget / 10, TimeUnit.MILLISECONDS.toNanos(50));
        Run run = new Run(++runs, clock.instant(), now, now + budget - reserve, new CompletableFuture<>());
        thread.execute(() -> run(run));
        running = run;
    }

    private void run(Run run) {
        for (int i = 0; i < reports.length; i++) {
            if (!reports[i].succeeded()) {
                reports[i] = TaskReport.waiting(reports[i].name());
            }
        }
        try {
            do {
                publish(run, State.RUNNING);
                runDueTasks(run);
                publish(run, WarmUpReport.stateAfter(List.of(reports)));
            } while (!ended(run));
        } catch (InterruptedException closing) {
            return; // only close() interrupts this thread, and it has said so to everybody
        }
        run.result.complete(report); // after onChange: who hears that it is done finds the guard knowing it
    }

    private void runDueTasks(Run run) throws InterruptedException {
        for (int i = 0; i < reports.length; i++) {
            Outcome outcome = reports[i].outcome();
            if (outcome != Outcome.WAITING && outcome != Outcome.DEFERRED) {
                continue;
            }
            WarmUpTask task = tasks.get(i).task();
            if (task.needsSchema() && !isSchemaUsable()) {
                reports[i] = TaskReport.deferred(task.name());
                continue;
            }
            reports[i] = TaskReport.running(task.name());
            publish(run, State.RUNNING);
            reports[i] = tasks.get(i).attempt(run.deadline - System.nanoTime());
            publish(run, State.RUNNING);
        }
    }

    /** Whether nothing became due meanwhile; if so, the run is over. */
    private boolean ended(Run run) throws InterruptedException {
        lock.lock();
        try {
            throwIfClosed();
            if (schemaUsable && Arrays.stream(reports).anyMatch(task -> task.outcome() == Outcome.DEFERRED)) {
                return false;
            }
            running = null;
            long retryIn = 0;
            if (report.state() == State.FAILED) {
                retryIn = Math.min(LAST_RETRY_SECONDS, FIRST_RETRY_SECONDS << Math.min(failedRunsInARow++, 10));
                retry = thread.schedule(this::retry, retryIn, TimeUnit.SECONDS);
            } else {
                failedRunsInARow = 0;
            }
            log.ended(report, retryIn);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void retry() {
        lock.lock();
        try {
            if (running == null && !closed) {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }

    private void publish(Run run, State state) throws InterruptedException {
        WarmUpReport now;
        lock.lock();
        try {
            throwIfClosed();
            now = new WarmUpReport(state, List.of(reports), run.number, run.startedAt, since(run));
            report = now;
        } finally {
            lock.unlock();
        }
        try {
            onChange.accept(now);
        } catch (RuntimeException | Error failure) { // a listener's fault must not keep the instance from warming up
            log.listenerFailed(failure);
        }
    }

    private boolean isSchemaUsable() {
        lock.lock();
        try {
            return schemaUsable;
        } finally {
            lock.unlock();
        }
    }

    private void throwIfClosed() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("The warm-up was closed.");
        }
    }

    private static Duration since(Run run) {
        return Duration.ofNanos(System.nanoTime() - run.began);
    }
}
