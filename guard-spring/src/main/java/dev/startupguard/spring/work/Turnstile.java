package dev.startupguard.spring.work;

import dev.startupguard.traffic.WorkGate;
import dev.startupguard.traffic.WorkGate.Permit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Where the messages of one container ask the gate. While the gate is closed they wait here, one a listener thread, until the units
 * under way are finished; then the container can be stopped without cutting any off, and those that wait go back to the broker.
 */
final class Turnstile {

    /** Between two looks at the gate and the container, which do not say to this lock that they have changed. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<WorkGate> gate;
    private final BooleanSupplier isStopped;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private int waiting;
    private boolean isClosed;
    private boolean isAbandoned;

    /** @param isStopped whether the container was told to stop, by whomever: what waits goes back then */
    Turnstile(Supplier<WorkGate> gate, BooleanSupplier isStopped) {
        this.gate = gate;
        this.isStopped = isStopped;
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
                if (canGoBack && isStopped.getAsBoolean()) {
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

    void open() {
        set(() -> isClosed = false);
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
