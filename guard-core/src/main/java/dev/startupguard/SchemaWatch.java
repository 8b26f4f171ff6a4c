package dev.startupguard;

import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SchemaVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the schema again and again, one look at a time, and gives up waiting for a look that takes too long. All fields but
 * the counter and the listeners belong to the scheduler's thread.
 */
final class SchemaWatch {

    /** Told of each look's result with the look's number; numbers rise. */
    @FunctionalInterface
    interface Observer {
        void seen(SchemaVerdict verdict, long look);
    }

    /** A query's own time limit comes first, since it leaves the connection usable. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(StartupGuard.class);

    private final class Look {
        private final long number = looks.incrementAndGet();
        private final long began = System.nanoTime();
        private @Nullable Future<?> work;
    }

    private final SchemaLook schema;
    private final GuardThreads threads;
    private final Duration timeout;
    private final Observer observer;
    private final List<SchemaCheckListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong looks = new AtomicLong();
    private @Nullable Look current;
    private boolean again;

    SchemaWatch(SchemaLook schema, GuardThreads threads, Duration timeout, Observer observer) {
        this.schema = schema;
        this.threads = threads;
        this.timeout = timeout;
        this.observer = observer;
    }

    void add(SchemaCheckListener listener) {
        listeners.add(listener);
    }

    /** The build's schema version; null if it has none, or none is known before the first look. */
    @Nullable
    SchemaVersion build() {
        return schema.build();
    }

    /** The lowest number that a look can have which has not begun yet. */
    long nextLook() {
        return looks.get() + 1;
    }

    /** Makes sure that a look begins after this call. Any thread. */
    void lookAgain() {
        threads.execute(() -> {
            again = current != null;
            look();
        });
    }

    /** One look, unless one is under way. On the scheduler's thread. */
    void look() {
        if (current != null) {
            return;
        }
        Look look = new Look();
        try {
            look.work = threads.work(() -> {
                SchemaVerdict verdict = lookSurviving();
                threads.execute(() -> finished(look, verdict));
            });
        } catch (RejectedExecutionException e) {
            observer.seen(
                    timedOut("%d earlier looks at the schema have not returned".formatted(GuardThreads.WORKERS)),
                    look.number);
            return;
        }
        current = look;
        threads.after(timeout.plus(GRACE), () -> giveUp(look));
    }

    /** Ends the look under way, if there is one. */
    void abort() {
        schema.abort();
    }

    private SchemaVerdict lookSurviving() {
        try {
            return schema.look();
        } catch (RuntimeException | Error e) { // an old driver without a method of JDBC, for one
            log.error("The look at the schema failed in the driver or the data source.", e);
            return new SchemaVerdict.Unreadable(
                    SchemaVerdict.Unreadable.Cause.DATABASE_ERROR,
                    "The look at the schema failed with " + e.getClass().getName()
                            + "; expected the driver to read a table. See the log for the cause, and check the driver's version.");
        }
    }

    private void finished(Look look, SchemaVerdict verdict) {
        if (current != look) {
            return; // given up before; a later look will tell
        }
        end(look, verdict);
    }

    private void giveUp(Look look) {
        if (current != look) {
            return;
        }
        schema.abort();
        if (look.work != null) {
            look.work.cancel(true);
        }
        end(look, timedOut("The database did not answer within %d ms".formatted(timeout.toMillis())));
    }

    private void end(Look look, SchemaVerdict verdict) {
        current = null;
        Duration took = Duration.ofNanos(System.nanoTime() - look.began);
        observer.seen(verdict, look.number);
        listeners.forEach(each -> threads.tellOthers(() -> each.checked(verdict, took)));
        if (again) {
            again = false;
            look();
        }
    }

    private static SchemaVerdict timedOut(String found) {
        return new SchemaVerdict.Unreadable(
                SchemaVerdict.Unreadable.Cause.TIMED_OUT,
                found
                        + "; expected the schema history to be readable. Check the database and the connection pool; the guard goes on trying.");
    }
}
