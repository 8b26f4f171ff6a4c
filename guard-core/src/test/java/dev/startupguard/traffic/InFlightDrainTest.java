package dev.startupguard.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/** "A drain may be late, never early", and the proof that the race which shows it finds accounts where it is not so. */
class InFlightDrainTest {
    private static final Duration RACE = Duration.ofSeconds(8); // broken accounts are mostly found in one to five
    private static final Duration RACE_OF_BROKEN_ACCOUNTS = Duration.ofMinutes(2); // ends when they are found

    /** Failure case 23. */
    @Test
    void drainIsNeverEarly() throws InterruptedException {
        assertThat(new DrainRace(new Guarded(new InFlight())).findsAnEarlyDrain(RACE))
                .isFalse();
    }

    @Test
    void drainIsNeverEarlyWhereEveryThreadHasItsOwnStripe() throws InterruptedException {
        assertThat(new DrainRace(new Guarded(new InFlight(64))).findsAnEarlyDrain(RACE))
                .isFalse();
    }

    @Test
    void drainOfPermitsIsNeverEarly() throws InterruptedException {
        assertThat(new DrainRace(new Permits()).findsAnEarlyDrain(RACE)).isFalse();
    }

    @Test
    void raceFindsAnAccountThatLooksAtTheModeBeforeItCounts() throws InterruptedException {
        assertThat(new DrainRace(new ModeBeforeCount()).findsAnEarlyDrain(RACE_OF_BROKEN_ACCOUNTS))
                .isTrue();
    }

    @Test
    void raceFindsAnAccountThatReadsEntriesBeforeExits() throws InterruptedException {
        assertThat(new DrainRace(new EntriesBeforeExits()).findsAnEarlyDrain(RACE_OF_BROKEN_ACCOUNTS))
                .isTrue();
    }

    /** As the guard uses {@link InFlight}. */
    private static final class Guarded extends Mode {
        private final InFlight inFlight;

        Guarded(InFlight inFlight) {
            this.inFlight = inFlight;
        }

        @Override
        public boolean tryEnter() {
            inFlight.enter();
            if (open) {
                return true;
            }
            inFlight.exit();
            return false;
        }

        @Override
        public void exit() {
            inFlight.exit();
        }

        @Override
        public boolean nothingUnderWay() {
            return inFlight.count() == 0;
        }
    }

    private static final class Permits extends Mode {
        private final InFlight inFlight = new InFlight();
        private final WorkGate gate = new WorkGate(() -> open, inFlight);

        @Override
        public boolean tryEnter() {
            return gate.tryEnter().isPresent();
        }

        @Override
        public void exit() {
            inFlight.exit();
        }

        @Override
        public boolean nothingUnderWay() {
            return inFlight.count() == 0;
        }
    }

    private static final class ModeBeforeCount extends Mode {
        private final InFlight inFlight = new InFlight();

        @Override
        public boolean tryEnter() {
            if (!open) {
                return false;
            }
            inFlight.enter();
            return true;
        }

        @Override
        public void exit() {
            inFlight.exit();
        }

        @Override
        public boolean nothingUnderWay() {
            return inFlight.count() == 0;
        }
    }

    private static final class EntriesBeforeExits extends Mode {
        private static final int STRIPE = 16;
        private static final int STRIPES = 4;
        private final AtomicLongArray counters = new AtomicLongArray(STRIPE * (STRIPES + 1));

        @Override
        public boolean tryEnter() {
            counters.getAndIncrement(stripe());
            if (open) {
                return true;
            }
            exit();
            return false;
        }

        @Override
        public void exit() {
            counters.getAndIncrement(stripe() + 1);
        }

        @Override
        public boolean nothingUnderWay() {
            long entries = sum(0);
            return entries == sum(1);
        }

        private long sum(int counter) {
            long sum = 0;
            for (int stripe = 1; stripe <= STRIPES; stripe++) {
                sum += counters.get(stripe * STRIPE + counter);
            }
            return sum;
        }

        private static int stripe() {
            return (int) (Thread.currentThread().getId() % STRIPES + 1) * STRIPE;
        }
    }

    private abstract static class Mode implements DrainRace.Account {
        volatile boolean open;

        @Override
        public void setOpen(boolean open) {
            this.open = open;
        }
    }
}
