package dev.startupguard.traffic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkGateTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicBoolean open = new AtomicBoolean();
    private final InFlight inFlight = new InFlight();
    private final WorkGate gate = new WorkGate(open::get, inFlight);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void permitCountsUntilItIsClosedAndOnlyOnce() {
        open.set(true);

        WorkGate.Permit permit = gate.tryEnter().orElseThrow();
        assertThat(inFlight.count()).isEqualTo(1);
        permit.close();
        permit.close();

        assertThat(inFlight.count()).isZero();
    }

    @Test
    void closedGateGivesNoPermitAndLeavesNothingCounted() {
        assertThat(gate.tryEnter()).isEmpty();
        assertThat(gate.run(() -> told.add("run"))).isFalse();
        assertThat(told).isEmpty();
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void workIsCountedWhileItRunsAndNotWhenItHasThrown() {
        open.set(true);

        assertThat(gate.run(() -> told.add("in flight: " + inFlight.count()))).isTrue();
        assertThat(told).containsExactly("in flight: 1");
        assertThatThrownBy(() -> gate.run(() -> {
                    throw new IllegalStateException("the order cannot be confirmed");
                }))
                .hasMessage("the order cannot be confirmed");
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void gateThatCannotAnswerLeavesNothingCounted() {
        WorkGate broken = new WorkGate(
                () -> {
                    throw new IllegalStateException("no answer");
                },
                inFlight);

        assertThatThrownBy(broken::tryEnter).hasMessage("no answer");
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void waitingWorkEntersWhenTheGateOpens() throws Exception {
        FutureTask<WorkGate.Permit> waiting = new FutureTask<>(() -> gate.enter(LONG));
        Thread worker = start(waiting);
        awaitWaiting(worker);

        open.set(true);
        gate.changed();

        try (WorkGate.Permit permit = waiting.get(10, SECONDS)) {
            assertThat(permit).isNotNull();
            assertThat(inFlight.count()).isEqualTo(1);
        }
    }

    @Test
    void changeThatOpensNothingLeavesTheWorkWaiting() throws Exception {
        FutureTask<WorkGate.Permit> waiting = new FutureTask<>(() -> gate.enter(LONG));
        Thread worker = start(waiting);
        awaitWaiting(worker);

        gate.changed();
        awaitWaiting(worker);
        assertThat(waiting).isNotDone();

        worker.interrupt();
        assertThatThrownBy(() -> waiting.get(10, SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void waitingEndsAtTheTimeout() {
        assertThatThrownBy(() -> gate.enter(Duration.ofMillis(20)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage(
                        "The work gate stayed closed for PT0.02S. Expected it to open in that time; look at the guard's"
                                + " status for what keeps it closed, or try again later.");
        assertThatThrownBy(() -> gate.enter(Duration.ofSeconds(Long.MIN_VALUE))).isInstanceOf(TimeoutException.class);
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void openGateAdmitsAtOnceForAnyTimeout() throws Exception {
        open.set(true);

        gate.enter(Duration.ZERO).close();
        gate.enter(Duration.ofSeconds(Long.MAX_VALUE)).close();
    }

    @Test
    void callbacksAreCalledOncePerChange() {
        gate.onPause(() -> told.add("pause"));
        gate.onResume(() -> told.add("resume"));

        gate.changed();
        assertThat(told).as("closed from the start: nothing to pause").isEmpty();
        turn(true);
        gate.changed();
        turn(false);
        gate.changed();
        turn(true);

        assertThat(told).containsExactly("resume", "pause", "resume");
    }

    @Test
    void callbackThatThrowsDoesNotStopTheOthers() {
        gate.onResume(() -> {
            throw new IllegalStateException("first");
        });
        gate.onResume(() -> {
            throw new AssertionError("second");
        });
        gate.onResume(() -> told.add("third"));
        gate.onPause(() -> told.add("pause"));

        turn(true);
        turn(false);

        assertThat(told).containsExactly("third", "pause");
    }

    @Test
    void changeDuringACallbackIsToldAfterIt() {
        gate.onResume(() -> {
            told.add("resume begins");
            turn(false);
            told.add("resume ends");
        });
        gate.onPause(() -> told.add("pause"));

        turn(true);

        assertThat(told).containsExactly("resume begins", "resume ends", "pause");
    }

    @Test
    void changeMadeWhileAnotherThreadTellsDoesNotWaitAndIsNotLost() throws Exception {
        CountDownLatch telling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        gate.onResume(() -> {
            telling.countDown();
            awaitQuietly(goOn);
        });
        gate.onPause(() -> told.add("pause"));
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> turn(true));
        assertThat(telling.await(10, SECONDS)).isTrue();

        turn(false); // returns although the callback still runs
        assertThat(told).isEmpty();
        goOn.countDown();
        slow.get(10, SECONDS);

        assertThat(told).containsExactly("pause");
    }

    @Test
    void changesAreToldAgainAfterTheGateOnceCouldNotAnswer() {
        AtomicBoolean broken = new AtomicBoolean(true);
        WorkGate recovering = new WorkGate(
                () -> {
                    if (broken.get()) {
                        throw new IllegalStateException("no answer");
                    }
                    return true;
                },
                inFlight);
        recovering.onResume(() -> told.add("resume"));
        assertThatThrownBy(recovering::changed).hasMessage("no answer");

        broken.set(false);
        recovering.changed();

        assertThat(told).containsExactly("resume");
    }

    private void turn(boolean nowOpen) {
        open.set(nowOpen);
        gate.changed();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread worker) {
        await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
