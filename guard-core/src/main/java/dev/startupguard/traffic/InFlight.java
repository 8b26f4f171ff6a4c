package dev.startupguard.traffic;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The account of work under way, by which a drain knows that it is over: it may be late, never early.
 *
 * <p>The protocol has two sides. Work calls {@link #enter()} first, looks at the mode second, and calls {@link #exit()} once,
 * from any thread, when it is finished or was refused. The drain changes the mode first, and reads {@link #count()} second. A
 * zero then means that no work that saw the old mode is left, and that none can follow.
 *
 * <p>Thread safe, for platform and virtual threads. {@code enter} and {@code exit} neither allocate nor lock nor wait.
 */
public final class InFlight {
    // A stripe is 128 bytes, two cache lines, since processors fetch lines in pairs; threads on different stripes
    // then do not take a line from each other. Entry and exit of one unit of work are mostly made by one thread:
    // they share the line.
    private static final int STRIPE_SHIFT = 4;
    private static final int EXITS = 1;
    private static final int MAX_STRIPES = 64;

    // Atomic, not LongAdder: an addition of LongAdder is release only, and may then pass the look at the
    // mode that follows it.
    private final AtomicLongArray counters;
    private final int mask;

    public InFlight() {
        this(stripes(Runtime.getRuntime().availableProcessors()));
    }

    /** @param stripes a power of two */
    InFlight(int stripes) {
        // One stripe more than used: it keeps the first counters away from the array's header and from
        // what lies before it.
        counters = new AtomicLongArray((stripes + 1) << STRIPE_SHIFT);
        mask = stripes - 1;
    }

    private static int stripes(int processors) {
        int wanted = Math.min(MAX_STRIPES, Math.max(1, processors));
        return wanted == 1 ? 1 : Integer.highestOneBit(wanted - 1) << 1;
    }

    /** Counts one unit of work. To be called before the mode is looked at. */
    public void enter() {
        counters.getAndIncrement(stripe());
    }

    /** Ends one unit of work. To be called exactly once for each {@link #enter()}, on any thread. */
    public void exit() {
        counters.getAndIncrement(stripe() + EXITS);
    }

    /**
     * The units of work under way; while others enter and exit, possibly more than there were at any instant, but never fewer
     * than there were during the whole call.
     */
    public long count() {
        // Exits first. Every exit that is seen had its entry before it, so the later sum of entries contains that
        // one, too; in the other order, work that comes and goes in between would hide work that stays.
        long exits = sum(EXITS);
        return sum(0) - exits;
    }

    /** The units of work so far, those under way and those that were refused included. Rises only. */
    public long entries() {
        return sum(0);
    }

    private long sum(int counter) {
        long sum = 0;
        for (int stripe = 1; stripe <= mask + 1; stripe++) {
            sum += counters.get((stripe << STRIPE_SHIFT) + counter);
        }
        return sum;
    }

    private int stripe() {
        // Thread ids are handed out one after another; the multiplication (Fibonacci hashing) spreads pools that
        // took every n-th id, and needs no state in the thread.
        int hash = (int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 40);
        return ((hash & mask) + 1) << STRIPE_SHIFT;
    }
}
