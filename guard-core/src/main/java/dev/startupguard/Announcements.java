package dev.startupguard;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a group of listeners of each change, one thread at a time and hence in order. A listener that hangs keeps its own group from
 * hearing, and no other.
 */
final class Announcements {
    private static final Logger log = LoggerFactory.getLogger(StartupGuard.class);

    /** Longer than a listener takes, shorter than whoever closes the guard wants to wait for one that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Change(GuardStatus before, GuardStatus after) {}

    private final Executor notifier;
    private final List<GuardListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final Queue<Change> untold = new ConcurrentLinkedQueue<>();

    Announcements(Executor notifier) {
        this.notifier = notifier;
    }

    void add(GuardListener listener) {
        listeners.add(listener);
    }

    void remove(GuardListener listener) {
        listeners.remove(listener);
    }

    /** Keeps a change to be told. In the order of the changes. */
    void keep(GuardStatus before, GuardStatus after) {
        untold.add(new Change(before, after));
    }

    /** Has what is kept told on the group's thread. */
    void tell() {
        notifier.execute(this::tellNow);
    }

    /** Tells what is kept on this thread; gives up if another one is telling and does not come to an end. */
    void tellNow() {
        try {
            if (!telling.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            Change change;
            while ((change = untold.poll()) != null) {
                for (GuardListener listener : listeners) {
                    tell(listener, change);
                }
            }
        } finally {
            telling.unlock();
        }
    }

    private static void tell(GuardListener listener, Change change) {
        try {
            listener.changed(change.before(), change.after());
        } catch (Throwable e) { // an Error of one must not keep the others from hearing
            log.warn("A listener of the guard failed; the others are told all the same. Mend {}.", listener, e);
        }
    }
}
