package dev.startupguard.spring.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.traffic.InFlight;
import dev.startupguard.traffic.WorkGate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final InFlight inFlight = new InFlight();
    private final WorkGate gate = new WorkGate(isOpen::get, inFlight);
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private final AtomicInteger told = new AtomicInteger();
    private final Turnstile turnstile = new Turnstile(() -> gate, isStopped::get);

    @Test
    void aUnitIsCountedFromItsBeginToItsEnd() throws InterruptedException {
        Runnable end = turnstile.enter(true, told::incrementAndGet).orElseThrow();
        assertThat(inFlight.count()).isOne();
        end.run();
        assertThat(inFlight.count()).isZero();
        assertThat(told).hasValue(0);
    }

    @Test
    void itClosesOnlyWhenTheLastUnitIsFinished() throws InterruptedException {
        Runnable end = turnstile.enter(true, told::incrementAndGet).orElseThrow();
        isOpen.set(false);
        CompletableFuture<Boolean> closing = inThread(this::close);
        CompletableFuture<Optional<Runnable>> next = inThread(() -> enter(true));
        await().until(turnstile::hasWaiting);
        assertThat(closing).isNotDone();

        end.run();

        assertThat(closing.join()).isTrue();
        assertThat(next).isNotDone();
        isStopped.set(true);
        assertThat(next.join()).isEmpty();
        assertThat(told).hasValue(1);
    }

    @Test
    void whoWaitsGoesOnWhenTheGateOpensBeforeItCloses() throws InterruptedException {
        Runnable end = turnstile.enter(true, told::incrementAndGet).orElseThrow();
        isOpen.set(false);
        CompletableFuture<Boolean> closing = inThread(this::close);
        CompletableFuture<Optional<Runnable>> next = inThread(() -> enter(true));
        await().until(turnstile::hasWaiting);

        isOpen.set(true);

        assertThat(closing.join()).isFalse();
        assertThat(next.join()).isPresent();
        end.run();
    }

    @Test
    void onceClosedNobodyGetsInBeforeTheContainerIsStartedAgain() throws InterruptedException {
        isOpen.set(false);
        assertThat(turnstile.close()).isTrue();
        isStopped.set(true);
        isOpen.set(true);
        assertThat(turnstile.enter(true, told::incrementAndGet)).isEmpty();
        isStopped.set(false);
        turnstile.open();
        assertThat(turnstile.enter(true, told::incrementAndGet)).isPresent();
    }

    @Test
    void whatCannotGoBackWaitsForTheGateAlone() {
        isOpen.set(false);
        assertThat(close()).isTrue();
        isStopped.set(true);
        CompletableFuture<Optional<Runnable>> held = inThread(() -> enter(false));
        await().until(turnstile::hasWaiting);
        isOpen.set(true);
        assertThat(held.join()).isPresent();
    }

    @Test
    void nobodyWaitsForAnApplicationThatEnds() {
        isOpen.set(false);
        CompletableFuture<Optional<Runnable>> held = inThread(() -> enter(false));
        await().until(turnstile::hasWaiting);
        turnstile.abandon();
        assertThat(held.join()).isEmpty();
    }

    /** One of its own: the common pool has as few threads as the machine has processors. */
    private static <T> CompletableFuture<T> inThread(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, task -> new Thread(task).start());
    }

    private boolean close() {
        try {
            return turnstile.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Runnable> enter(boolean canGoBack) {
        try {
            return turnstile.enter(canGoBack, told::incrementAndGet);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
