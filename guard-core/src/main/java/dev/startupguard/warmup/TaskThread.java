package dev.startupguard.warmup;

import dev.startupguard.warmup.TaskReport.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one task, each attempt on a daemon thread of its own, so that an attempt that never ends can be left behind. There is
 * never more than one: an attempt that ignores its interrupt keeps the next from being started. Used by one thread.
 */
final class TaskThread {
    private static final Logger log = LoggerFactory.getLogger(TaskThread.class);

    private static final Pattern NO_CULPRIT = Pattern.compile("^(?:java|javax|jdk|sun|com\\.sun)\\.|\\$\\$Lambda");

    private final WarmUpTask task;
    private @Nullable Thread leftBehind;

    TaskThread(WarmUpTask task) {
        this.task = task;
    }

    WarmUpTask task() {
        return task;
    }

    /**
     * One attempt.
     *
     * @param budgetLeft in nanoseconds; ends the attempt earlier than its own limit would
     * @throws InterruptedException if this thread was interrupted; the attempt was interrupted, too
     */
    TaskReport attempt(long budgetLeft) throws InterruptedException {
        if (budgetLeft <= 0) {
            return timedOut(Duration.ZERO, "not started, the warm-up's budget was used up");
        }
        if (leftBehind != null && leftBehind.isAlive()) {
            return timedOut(
                    Duration.ZERO,
                    "still stuck since an earlier attempt" + whereIs(leftBehind)
                            + "; not started again until that one ends");
        }
        long began = System.nanoTime();
        FutureTask<Void> work = new FutureTask<>(() -> {
            task.action().run();
            return null;
        });
        Thread thread = new Thread(work, "startup-guard-warm-up: " + task.name());
        thread.setDaemon(true);
        boolean ended = false;
        try {
            thread.start();
            work.get(Math.min(nanos(task.timeLimit()), budgetLeft), TimeUnit.NANOSECONDS);
            ended = true;
            return new TaskReport(task.name(), Outcome.SUCCEEDED, since(began), null);
        } catch (TimeoutException tooLong) {
            String where = whereIs(thread);
            boolean ownLimit = nanos(task.timeLimit()) <= budgetLeft;
            return timedOut(
                    since(began),
                    ownLimit
                            ? "not finished within its time limit of " + task.timeLimit() + where
                            : "not finished when the warm-up's budget was used up" + where);
        } catch (ExecutionException failed) {
            ended = true;
            return failed(began, failed.getCause());
        } catch (OutOfMemoryError noThread) { // thrown by start(): the process or the container has no thread left
            ended = true;
            return failed(began, noThread);
        } finally {
            if (!ended) {
                leftBehind = thread;
                work.cancel(true);
            }
        }
    }

    private TaskReport failed(long began, Throwable failure) {
        log.debug("Warm-up task {} failed.", task.name(), failure);
        return new TaskReport(task.name(), Outcome.FAILED, since(began), FailureText.of(failure));
    }

    private TaskReport timedOut(Duration duration, String detail) {
        return new TaskReport(task.name(), Outcome.TIMED_OUT, duration, detail);
    }

    /** Where it hangs, as the one fact that helps most: who waits, not that the JDK does the waiting. */
    private static String whereIs(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return Arrays.stream(stack)
                .takeWhile(frame -> !frame.getClassName().equals(TaskThread.class.getName()))
                .filter(frame -> !NO_CULPRIT.matcher(frame.getClassName()).find())
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(frame -> " (it was in " + frame.getClassName() + "." + frame.getMethodName() + ")")
                .orElse("");
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }
}
