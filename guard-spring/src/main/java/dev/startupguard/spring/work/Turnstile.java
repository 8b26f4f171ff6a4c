package dev.startupguard.spring.work;

import dev.startupguard.traffic.WorkGate;
import dev.startupguard.traffic.WorkGate.Permit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where the messages of one container ask the gate. While the gate is closed they wait here, one a listener thread, until the units
 * under way are finished; then the container can be stopped without cutting any off, and those that wait go back to the broker.
 */
final class Turnstile {

    /** Between two looks at the gate, which does not say to this lock that it has changed. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<WorkGate> gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private int waiting;
    private boolean isClosed;
    private boolean isTurningBack;
    private boolean isAbandoned;

    Turnstile(Supplier<WorkGate> gate) {
        this.gate = gate;
    }

    /**
     * Lets a message in; waits while it is not clear whether it has to go back.
     *
     * @param canGoBack whether the broker would take it back; a message that it would not waits for the gate, however long
     * @param onClosed called once if it has to wait or go back: the container may have been started all the same
     * @return what to call when the unit is finished, or empty if it has to go back
     */
    Optional<Runnable> enter(boolean canGoBack, Runnable onClosed) throws InterruptedException {
        boolean isTold = false;
        lock.lockInterruptibly();
        try {
            while (!isAbandoned) {
                Optional<Permit> permit =
                        isClosed && canGoBack ? Optional.empty() : gate.get().tryEnter();
                if (permit.isPresent()) {
                    running++;
                    return permit.map(each -> () -> leave(each));
                }
                if (!isTold) {
                    isTold = true;
                    onClosed.run();
                }
                if (isTurningBack && canGoBack) {
                    break;
                }
                waitForTurn();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no unit is under way, and lets none in from then on that can go back.
     *
     * @return false if the gate opened meanwhile, or this application ends
     */
    boolean close() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!gate.get().isOpen() && running > 0 && !isAbandoned) {
                look();
            }
            isClosed = !gate.get().isOpen() && running == 0;
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a message waits now. */
    boolean hasWaiting() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /** After {@link #close}: lets those that wait go back, and whatever comes. */
    void turnBack() {
        set(() -> isTurningBack = true);
    }

    void open() {
        set(() -> {
            isClosed = false;
            isTurningBack = false;
        });
    }

    /** Lets nobody wait any more. */
    void abandon() {
        set(() -> isAbandoned = true);
    }

    private void leave(Permit permit) {
        set(() -> running--);
        permit.close();
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void waitForTurn() throws InterruptedException {
        waiting++;
        try {
            look();
        } finally {
            waiting--;
        }
    }

    private void look() throws InterruptedException {
        changed.awaitNanos(LOOK_NANOS);
    }
}
