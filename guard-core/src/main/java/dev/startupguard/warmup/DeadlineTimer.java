package dev.startupguard.warmup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Completes futures that are late. The JDK's own timer ({@link CompletableFuture#orTimeout}) is one thread for the whole JVM, which
 * for ever keeps the class loader of the application that used it first. This one's daemon thread ends by itself a second after
 * the last future. Thread safe.
 */
final class DeadlineTimer {

    private final ScheduledThreadPoolExecutor thread;

    DeadlineTimer() {
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread daemon = new Thread(work, "startup-guard-timer");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /** @param limit in nanoseconds */
    <T> CompletableFuture<T> limit(CompletableFuture<T> future, long limit, Supplier<T> late) {
        Future<?> timer = thread.schedule(() -> future.complete(late.get()), limit, TimeUnit.NANOSECONDS);
        future.whenComplete((result, failure) -> timer.cancel(false));
        return future;
    }
}
