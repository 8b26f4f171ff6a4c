package dev.startupguard;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard's own threads, all daemons: a scheduler that never waits for anybody, one thread each for the sources of the mode, for
 * what follows from a change, and for listeners, which are others' code; bounded workers for the database and for closing streams.
 *
 * <p>The worker has more than one thread because a driver without a connect time-out can hold one for ever while it logs in, where
 * there is no connection to abort yet; the check goes on with the next.
 */
final class GuardThreads implements Executor, AutoCloseable {

    static final int WORKERS = 3;
    private static final int CLOSERS = 4;

    private static final Logger log = LoggerFactory.getLogger(StartupGuard.class);

    private final ScheduledThreadPoolExecutor scheduler;
    private final ThreadFactory modes;
    private final ScheduledThreadPoolExecutor sources;
    private final ScheduledThreadPoolExecutor traffic;
    private final ScheduledThreadPoolExecutor events;
    private final ThreadPoolExecutor closers;
    private final ThreadPoolExecutor worker;

    GuardThreads(ClassLoader classLoader) {
        scheduler = single(factory("startup-guard", classLoader));
        modes = factory("startup-guard-modes", classLoader);
        sources = single(modes);
        traffic = single(factory("startup-guard-traffic", classLoader));
        events = single(factory("startup-guard-events", classLoader));
        closers = closers(factory("startup-guard-streams", classLoader));
        worker = new ThreadPoolExecutor(
                0,
                WORKERS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                factory("startup-guard-database", classLoader));
    }

    /** Runs on the scheduler's thread; does nothing after {@link #close}. */
    @Override
    public void execute(Runnable task) {
        scheduler.execute(surviving(task));
    }

    /** Runs again and again on the scheduler's thread. */
    void every(Duration interval, Runnable task) {
        repeat(scheduler, interval, task);
    }

    /** Reads the sources of the mode again and again; one that hangs delays the others and nothing else. */
    void readEvery(Duration interval, Runnable read) {
        repeat(sources, interval, read);
    }

    /**
     * Reads the sources of the mode once, on a thread that ends with it: a guard that is never started leaves none behind.
     *
     * @return false if a source hangs
     */
    boolean read(Duration limit, Runnable read) {
        Thread reader = modes.newThread(read);
        reader.start();
        try {
            reader.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean hangs = reader.isAlive();
        if (hangs) {
            reader.interrupt();
        }
        return !hangs;
    }

    /** Tells the guard's own parts of a change; does nothing after {@link #close}. */
    void tellOwn(Runnable telling) {
        traffic.execute(surviving(telling));
    }

    /** Tells others' listeners of a change; does nothing after {@link #close}. */
    void tellOthers(Runnable telling) {
        events.execute(surviving(telling));
    }

    /** Closes a stream, which waits for a client that may be gone; after {@link #close}, too. */
    void closeStream(Runnable closing) {
        closers.execute(closing);
    }

    ScheduledFuture<?> after(Duration delay, Runnable task) {
        return scheduler.schedule(surviving(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Runs what may hang.
     *
     * @throws java.util.concurrent.RejectedExecutionException while every worker is still busy with an earlier call
     */
    Future<?> work(Runnable task) {
        return worker.submit(task);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        sources.shutdownNow();
        traffic.shutdownNow();
        events.shutdownNow();
        closers.shutdown();
        worker.shutdownNow();
    }

    /** A task that throws would silently never be run again by the scheduler. */
    private static Runnable surviving(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) { // an Error, too: no thread left for a moment must not end the checks for ever
                log.error("A task of the guard failed and will be tried again; please report this.", e);
            }
        };
    }

    private static void repeat(ScheduledThreadPoolExecutor executor, Duration interval, Runnable task) {
        executor.scheduleWithFixedDelay(surviving(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor single(ThreadFactory factory) {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, factory, new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** After the shutdown what is left to close gets a thread of its own. */
    private static ThreadPoolExecutor closers(ThreadFactory factory) {
        ThreadPoolExecutor closers = new ThreadPoolExecutor(
                CLOSERS,
                CLOSERS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                (closing, pool) -> factory.newThread(closing).start());
        closers.allowCoreThreadTimeOut(true);
        return closers;
    }

    private static ThreadFactory factory(String name, ClassLoader classLoader) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(classLoader);
            return thread;
        };
    }
}
