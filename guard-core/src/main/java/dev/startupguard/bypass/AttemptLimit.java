package dev.startupguard.bypass;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Limits how often somebody may try a secret: {@value #BURST} times at once, and once in ten seconds from then on. Who cannot be
 * told from somebody else by the hash of their name shares the limit, so memory is bounded whatever comes. Thread safe, without locks.
 */
public final class AttemptLimit {

    /** Attempts that are free at first. */
    public static final int BURST = 10;

    private static final long INTERVAL = Duration.ofSeconds(10).toMillis();
    private static final int SLOTS = 1024;

    private final Clock clock;
    private final int seed;
    /** For each slot the time at which all of its attempts will have been forgotten (generic cell rate algorithm). */
    private final AtomicLongArray forgotten = new AtomicLongArray(SLOTS);

    /** @param seed random, or somebody could look for names that share a slot with another's */
    public AttemptLimit(Clock clock, int seed) {
        this.clock = clock;
        this.seed = seed;
    }

    /** Takes an attempt. Returns zero, or how long to wait for the next one; nothing is taken then. */
    public Duration take(String name) {
        int slot = slot(name);
        long now = clock.millis();
        while (true) {
            long before = forgotten.get(slot);
            long latest = now + BURST * INTERVAL;
            if (before
                    > latest) { // no attempt brings it there: the clock was set back, which must not lock anybody out
                forgotten.compareAndSet(slot, before, latest);
                continue;
            }
            long after = Math.max(before, now) + INTERVAL;
            long wait = after - now - BURST * INTERVAL;
            if (wait > 0) {
                return Duration.ofMillis(wait);
            }
            if (forgotten.compareAndSet(slot, before, after)) {
                return Duration.ZERO;
            }
        }
    }

    /** Gives back an attempt that succeeded: only failures count. */
    public void giveBack(String name) {
        forgotten.addAndGet(slot(name), -INTERVAL);
    }

    private int slot(String name) {
        int hash = (name.hashCode() ^ seed) * 0x9E3779B9; // spreads addresses that differ in the last digit alone
        return hash >>> 22;
    }
}
