package dev.startupguard.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate that background work asks before each unit of work, so that a worker pauses in maintenance mode, and the operator
 * sees when its last unit is finished.
 *
 * <p>A unit of work is what may be finished after the gate has closed: one message, one order, one batch. It holds a
 * {@link Permit} from before its first effect until after its last one. Thread safe.
 */
public final class WorkGate {
    private static final Logger log = LoggerFactory.getLogger(WorkGate.class);

    private final BooleanSupplier open;
    private final InFlight inFlight;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final List<Runnable> pauseCallbacks = new CopyOnWriteArrayList<>();
    private final List<Runnable> resumeCallbacks = new CopyOnWriteArrayList<>();
    private final AtomicInteger changesToTell = new AtomicInteger();
    private boolean lastTold; // touched only by the thread that raised changesToTell from 0

    /**
     * @param open whether work may start now; called by any thread, often, so it answers from memory
     * @param inFlight where permits are counted
     */
    public WorkGate(BooleanSupplier open, InFlight inFlight) {
        this.open = open;
        this.inFlight = inFlight;
    }

    /** Whether work may start at this moment. Only a permit makes that sure for longer. */
    public boolean isOpen() {
        return open.getAsBoolean();
    }

    /** A permit for one unit of work, or empty while the gate is closed. Does not wait. */
    public Optional<Permit> tryEnter() {
        return admitted() ? Optional.of(new Permit(inFlight)) : Optional.empty();
    }

    /**
     * Runs one unit of work if the gate is open.
     *
     * @return whether it was run; what the work throws is thrown on
     */
    public boolean run(Runnable work) {
        if (!admitted()) {
            return false;
        }
        try {
            work.run();
        } finally {
            inFlight.exit();
        }
        return true;
    }

    /**
     * Waits for the gate to open.
     *
     * @param timeout how long at most; zero or less asks once
     * @throws TimeoutException if it stayed closed
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    public Permit enter(Duration timeout) throws InterruptedException, TimeoutException {
        long remaining = nanos(timeout);
        lock.lockInterruptibly();
        try {
            while (!admitted()) {
                if (remaining <= 0) {
                    throw new TimeoutException(
                            "The work gate stayed closed for " + timeout + ". Expected it to open in that"
                                    + " time; look at the guard's status for what keeps it closed, or try again later.");
                }
                remaining = changed.awaitNanos(remaining);
            }
            return new Permit(inFlight);
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException centuries) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    /**
     * Adds what is called each time the gate closes after it was open. Units of work under way then still go on.
     *
     * <p>Callbacks hear of changes, not of the present state: register first, then ask {@link #isOpen()}. They run one after
     * another on the guard's thread, so they are short; what they throw is logged, and the others are still called.
     */
    public void onPause(Runnable callback) {
        pauseCallbacks.add(callback);
    }

    /** Adds what is called each time the gate opens, the first time included; see {@link #onPause(Runnable)}. */
    public void onResume(Runnable callback) {
        resumeCallbacks.add(callback);
    }

    /** Says that {@code open} may answer differently now: wakes who waits, and calls the callbacks once per change. */
    public void changed() {
        wakeWaiting();
        // One thread tells at a time, in the order of the changes; a call during that time, also one from a
        // callback, makes it look once more and returns. So no callback runs under a lock, and none is overtaken
        // by a later one.
        if (changesToTell.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            tellOf(now());
            seen = changesToTell.addAndGet(-seen);
        }
    }

    private void wakeWaiting() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean now() {
        boolean answered = false;
        try {
            boolean now = open.getAsBoolean();
            answered = true;
            return now;
        } finally {
            if (!answered) {
                changesToTell.set(0); // or no later change would ever be told
            }
        }
    }

    private void tellOf(boolean now) {
        if (now == lastTold) {
            return;
        }
        lastTold = now;
        String event = now ? "resume" : "pause";
        for (Runnable callback : now ? resumeCallbacks : pauseCallbacks) {
            try {
                callback.run();
            } catch (Throwable failure) { // an Error, too: the fault of one must not keep the others as they are
                log.warn(
                        "A {} callback of the work gate failed; the others are called, its own work may not have {}d.",
                        event,
                        event,
                        failure);
            }
        }
    }

    private boolean admitted() {
        boolean admitted = false;
        inFlight.enter(); // before the look at the gate, see InFlight
        try {
            admitted = open.getAsBoolean();
        } finally {
            if (!admitted) {
                inFlight.exit();
            }
        }
        return admitted;
    }

    /** The right to do one unit of work, from its first effect to its last. Closed on any thread; closing it again does nothing. */
    public static final class Permit implements AutoCloseable {
        private final InFlight inFlight;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(InFlight inFlight) {
            this.inFlight = inFlight;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                inFlight.exit();
            }
        }
    }
}
