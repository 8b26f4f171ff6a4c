package dev.startupguard.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.TestClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

    private final TestClock clock = new TestClock();
    private final AttemptLimit limit = new AttemptLimit(clock, 42);

    @Test
    void afterTheBurstOneAttemptComesFreeEveryTenSeconds() {
        use(AttemptLimit.BURST);
        assertThat(limit.take("10.0.0.1")).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(4));
        assertThat(limit.take("10.0.0.1")).isEqualTo(Duration.ofSeconds(6));
        clock.advance(Duration.ofSeconds(6));
        assertThat(limit.take("10.0.0.1")).isZero();
        assertThat(limit.take("10.0.0.1")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void afterAWhileEverythingIsForgotten() {
        use(AttemptLimit.BURST);
        clock.advance(Duration.ofSeconds(10L * AttemptLimit.BURST));
        use(AttemptLimit.BURST);
        assertThat(limit.take("10.0.0.1")).isPositive();
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOutForLonger() {
        use(AttemptLimit.BURST);
        clock.advance(Duration.ofHours(-1));
        assertThat(limit.take("10.0.0.1")).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        assertThat(limit.take("10.0.0.1")).isZero();
    }

    @Test
    void successesDoNotCount() {
        for (int i = 0; i < 3 * AttemptLimit.BURST; i++) {
            assertThat(limit.take("10.0.0.1")).isZero();
            limit.giveBack("10.0.0.1");
        }
    }

    @Test
    void nearlyAllOthersAreNotAffected() {
        use(AttemptLimit.BURST);
        int affected = 0;
        for (int i = 2; i < 250; i++) {
            affected += limit.take("10.0.0." + i).isZero() ? 0 : 1;
        }
        assertThat(affected).isLessThan(5);
    }

    @Test
    void attemptsAtTheSameTimeAreAllCounted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int j = 0; j < 1000; j++) {
                    if (limit.take("10.0.0.1").isZero()) {
                        taken.incrementAndGet();
                    }
                }
            });
        }
        start.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(taken).hasValue(AttemptLimit.BURST);
    }

    private void use(int attempts) {
        for (int i = 0; i < attempts; i++) {
            assertThat(limit.take("10.0.0.1")).isZero();
        }
    }
}
