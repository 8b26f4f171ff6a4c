package dev.startupguard.traffic;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Races work against drains: workers enter and leave as fast as they can, while a drain closes the mode, waits until the account
 * says that nothing is under way, raises "drained", and opens again. Work that was admitted and still sees "drained" proves that
 * the drain was early. The check has no false alarm: "drained" is lowered before the mode opens again.
 */
final class DrainRace {
    /** What is raced: a mode, and an account of the work that the mode admits. */
    interface Account {
        /** Enters if the mode is open. */
        boolean tryEnter();

        void exit();

        void setOpen(boolean open);

        boolean nothingUnderWay();
    }

    private static final int WORKERS = 3;
    private static final int LONGEST_WORK = 64;

    private final Account account;
    private final Queue<Boolean> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean early = new AtomicBoolean();
    private volatile boolean somebodyEntered;
    private volatile boolean drained;
    private volatile boolean over;

    DrainRace(Account account) {
        this.account = account;
    }

    /** @return whether a drain was early within that time; stops at the first */
    boolean findsAnEarlyDrain(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        Thread[] workers = new Thread[WORKERS];
        for (int i = 0; i < WORKERS; i++) {
            int seed = i + 1;
            workers[i] = new Thread(() -> work(seed), "drain-race-worker-" + i);
            workers[i].start();
        }
        try {
            for (int round = 0; !early.get() && System.nanoTime() < end; round++) {
                drain(round);
            }
        } finally {
            over = true;
            for (Thread worker : workers) {
                worker.join();
            }
        }
        return early.get();
    }

    private void drain(int round) {
        somebodyEntered = false;
        account.setOpen(true);
        for (int looks = 1; !somebodyEntered; looks++) { // or nobody might be running, and the round be won for nothing
            yieldEvery64(looks);
        }
        busy(round & 127); // so that the close meets the workers at ever other points
        account.setOpen(false);
        for (int looks = 1; !account.nothingUnderWay(); looks++) {
            if ((looks & 63) == 0) {
                finishOneHandedOver();
            }
            yieldEvery64(looks);
        }
        drained = true;
        busy(LONGEST_WORK);
        if ((round & 7) == 0) {
            Thread.yield(); // gives work that was overlooked a processor to notice it on
        }
        drained = false;
    }

    private void work(int seed) {
        int random = seed;
        while (!over) {
            random = random * 1664525 + 1013904223;
            if (account.tryEnter()) {
                somebodyEntered = true;
                doWork((random >>> 8) & (LONGEST_WORK - 1));
                if ((random & 0x70000000) == 0) {
                    handedOver.add(true); // as an asynchronous request: another thread makes the exit
                } else {
                    leave();
                }
            } else if ((random & 0x78000000) == 0) {
                Thread.yield();
            }
            if ((random & 0x00070000) == 0) { // not at once: it stays under way while others come, are refused, and go
                finishOneHandedOver();
            }
        }
        while (!handedOver.isEmpty()) {
            finishOneHandedOver();
        }
    }

    private void finishOneHandedOver() {
        if (handedOver.poll() != null) {
            leave();
        }
    }

    private void doWork(int steps) {
        for (int step = 0; step < steps; step++) {
            look();
        }
    }

    private void leave() {
        look();
        account.exit();
    }

    private void look() {
        if (drained) {
            early.set(true);
        }
    }

    /** With fewer processors than threads, the thread that is waited for needs one. */
    private static void yieldEvery64(int looks) {
        if ((looks & 63) == 0) {
            Thread.yield();
        }
    }

    private static void busy(int steps) {
        for (int step = 0; step < steps; step++) {
            Thread.onSpinWait();
        }
    }
}
