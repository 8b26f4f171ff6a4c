package dev.startupguard.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void countsWhatEnteredAndDidNotExit() {
        inFlight.enter();
        inFlight.enter();
        inFlight.exit();

        assertThat(inFlight.count()).isEqualTo(1);
    }

    @Test
    void entriesNeverSink() {
        inFlight.enter();
        inFlight.enter();
        inFlight.exit();
        inFlight.exit();

        assertThat(inFlight.entries()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void exitOnAnotherThreadEndsTheEntry(int stripes) throws InterruptedException {
        InFlight striped = new InFlight(stripes);
        for (int i = 0; i < 200; i++) {
            striped.enter();
            Thread other = new Thread(striped::exit);
            other.start();
            other.join();
        }

        assertThat(striped.count()).isZero();
    }

    @Test
    void entryAndExitAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        enterAndExit(20_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        enterAndExit(100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes for 100,000 entries and exits").isLessThan(10_000);
    }

    private void enterAndExit(int times) {
        for (int i = 0; i < times; i++) {
            inFlight.enter();
            inFlight.exit();
        }
    }
}
