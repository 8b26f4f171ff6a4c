package dev.startupguard.warmup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.startupguard.test.LogCapture;
import dev.startupguard.warmup.TaskReport.Outcome;
import dev.startupguard.warmup.WarmUpReport.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final List<WarmUpReport> told = new CopyOnWriteArrayList<>();
    private final List<WarmUp> made = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        made.forEach(WarmUp::close);
        end.countDown(); // frees the tasks that ignore their interrupt
    }

    @Test
    void tasksRunInTheirOrderAndAreReported() throws Exception {
        WarmUp warmUp = warmUp(BUDGET, noting("pool"), noting("pages"));
        assertThat(warmUp.report().state()).isEqualTo(State.NOT_STARTED);
        assertThat(outcomes(warmUp.report())).containsOnly(Outcome.WAITING);

        warmUp.start(true);
        WarmUpReport report = warmUp.join().get(10, SECONDS);

        assertThat(ran).containsExactly("pool", "pages");
        assertThat(report.state()).isEqualTo(State.COMPLETE);
        assertThat(report.attempts()).isEqualTo(1);
        assertThat(report.startedAt()).isEqualTo(NOON);
        assertThat(report.tasks())
                .extracting(TaskReport::name, TaskReport::outcome, TaskReport::detail)
                .containsExactly(tuple("pool", Outcome.SUCCEEDED, null), tuple("pages", Outcome.SUCCEEDED, null));
        assertThat(warmUp.report()).isSameAs(report);
    }

    @Test
    void eachChangeIsToldOnTheWarmUpThread() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        WarmUp warmUp = keep(new WarmUp(
                List.of(noting("a")),
                BUDGET,
                report -> {
                    told.add(report);
                    threads.add(Thread.currentThread().getName());
                },
                Clock.systemUTC()));

        warmUp.start(true);
        warmUp.join().get(10, SECONDS);

        assertThat(told)
                .extracting(WarmUpReport::state, report -> outcomes(report).get(0))
                .containsExactly(
                        tuple(State.RUNNING, Outcome.WAITING),
                        tuple(State.RUNNING, Outcome.RUNNING),
                        tuple(State.RUNNING, Outcome.SUCCEEDED),
                        tuple(State.COMPLETE, Outcome.SUCCEEDED));
        assertThat(threads).containsOnly("startup-guard-warm-up");
    }

    @Test
    void listenerThatThrowsDoesNotStopTheWarmUp() throws Exception {
        WarmUp warmUp = keep(new WarmUp(
                List.of(noting("a")),
                BUDGET,
                report -> {
                    throw new IllegalStateException("listener");
                },
                Clock.systemUTC()));

        warmUp.start(true);

        assertThat(warmUp.join().get(10, SECONDS).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void warmUpWithoutTasksIsComplete() throws Exception {
        WarmUp warmUp = warmUp(BUDGET);

        warmUp.start(false);

        assertThat(warmUp.join().get(10, SECONDS).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void tasksThatNeedTheSchemaWaitUntilItIsUsable() throws Exception {
        WarmUp warmUp = warmUp(BUDGET, noting("queries").needingSchema(), noting("pool"));

        warmUp.start(false);
        WarmUpReport before = warmUp.join().get(10, SECONDS);
        warmUp.start(false);
        assertThat(before.state()).isEqualTo(State.DEFERRED);
        assertThat(outcomes(before)).containsExactly(Outcome.DEFERRED, Outcome.SUCCEEDED);
        assertThat(warmUp.join().get(10, SECONDS)).isSameAs(before);

        warmUp.start(true);
        WarmUpReport after = warmUp.join().get(10, SECONDS);

        assertThat(after.state()).isEqualTo(State.COMPLETE);
        assertThat(ran).containsExactly("pool", "queries");
    }

    @Test
    void schemaThatBecomesUsableDuringTheRunIsUsedInTheSameRun() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WarmUp warmUp = warmUp(BUDGET, noting("queries").needingSchema(), WarmUpTask.of("slow", () -> {
            running.countDown();
            goOn.await();
        }));
        warmUp.start(false);
        assertThat(running.await(10, SECONDS)).isTrue();
        CompletableFuture<WarmUpReport> joined = warmUp.join();

        warmUp.start(true);
        goOn.countDown();

        assertThat(joined.get(10, SECONDS).state()).isEqualTo(State.COMPLETE);
        assertThat(joined.get().attempts()).isEqualTo(1);
        assertThat(ran).containsExactly("queries");
    }

    @Test
    void schemaThatIsNoLongerUsableDefersWhatHasNotSucceeded() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        WarmUp warmUp = warmUp(BUDGET, failingWhile(broken, "queries").needingSchema());
        warmUp.start(true);
        assertThat(warmUp.join().get(10, SECONDS).state()).isEqualTo(State.FAILED);

        warmUp.start(false);

        assertThat(warmUp.join().get(10, SECONDS).state()).isEqualTo(State.DEFERRED);
    }

    @Test
    void whoeverJoinsGetsTheOneRunAndHangingUpDoesNotCancelIt() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        WarmUp warmUp = warmUp(BUDGET, WarmUpTask.of("slow", () -> {
            times.incrementAndGet();
            goOn.await();
        }));
        warmUp.start(true);
        CompletableFuture<WarmUpReport> hangsUp = warmUp.join();
        CompletableFuture<WarmUpReport> first = warmUp.join();

        hangsUp.cancel(true);
        CompletableFuture<WarmUpReport> itsRetry = warmUp.join();
        goOn.countDown();

        assertThat(first.get(10, SECONDS).state()).isEqualTo(State.COMPLETE);
        assertThat(itsRetry.get(10, SECONDS)).isSameAs(first.get());
        assertThat(warmUp.join().get()).isSameAs(first.get());
        assertThat(times).hasValue(1);
    }

    @Test
    void manyThreadsThatStartAndJoinAtOnceShareOneRun() throws Exception {
        AtomicInteger times = new AtomicInteger();
        WarmUp warmUp = warmUp(BUDGET, WarmUpTask.of("counted", times::incrementAndGet));
        CountDownLatch together = new CountDownLatch(1);
        List<CompletableFuture<State>> states = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 16; i++) {
            CompletableFuture<State> state = new CompletableFuture<>();
            states.add(state);
            threads.add(new Thread(() -> {
                try {
                    together.await();
                    warmUp.start(true);
                    state.complete(warmUp.join().get(10, SECONDS).state());
                } catch (Exception failure) {
                    state.completeExceptionally(failure);
                }
            }));
        }
        threads.forEach(Thread::start);

        together.countDown();

        for (CompletableFuture<State> state : states) {
            assertThat(state.get(10, SECONDS)).isEqualTo(State.COMPLETE);
        }
        assertThat(times).hasValue(1);
    }

    @Test
    void failedRunIsRetriedByItselfAndOnlyWhatFailed() {
        AtomicBoolean broken = new AtomicBoolean(true);
        WarmUp warmUp = warmUp(BUDGET, noting("pool"), failingWhile(broken, "pages"), noting("other"));
        warmUp.start(true);
        await().until(() -> warmUp.report().state() == State.FAILED);
        assertThat(outcomes(warmUp.report())).containsExactly(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(warmUp.report().failures()).isEqualTo("pages: IllegalStateException: broken");

        broken.set(false);

        await().until(() -> warmUp.report().state() == State.COMPLETE);
        assertThat(warmUp.report().attempts()).isEqualTo(2);
        assertThat(ran).containsExactly("pool", "pages", "other", "pages");
    }

    @Test
    void startingAgainLeavesAFailedRunToItsRetryWhileJoiningRunsItAtOnce() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        WarmUp warmUp = warmUp(BUDGET, failingWhile(broken, "pages"));
        warmUp.start(true);
        assertThat(warmUp.join().get(10, SECONDS).attempts()).isEqualTo(1);

        for (int i = 0; i < 5; i++) { // raises the pause to 30 s
            warmUp.join().get(10, SECONDS);
        }
        int attempts = warmUp.report().attempts();
        warmUp.start(true);
        assertThat(warmUp.report().attempts()).isEqualTo(attempts);

        broken.set(false);
        assertThat(warmUp.join().get(10, SECONDS).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void pauseBeforeARetryDoublesFromOneToThirtySecondsAndAFailureThatRepeatsIsLoggedOnce() throws Exception {
        AtomicInteger attempt = new AtomicInteger();
        WarmUp warmUp = warmUp(BUDGET, WarmUpTask.of("pages", () -> {
            throw new IllegalStateException("failure " + Math.min(7, attempt.incrementAndGet()));
        }));
        try (LogCapture log = LogCapture.of(WarmUp.class)) {
            for (int i = 0; i < 9; i++) {
                warmUp.join().get(10, SECONDS);
            }

            assertThat(log.messages("WARN"))
                    .extracting(
                            line -> line.replaceAll(".*(failure \\d)\\. It is tried again in (\\d+ s),.*", "$1: $2"))
                    .containsExactly(
                            "failure 1: 1 s",
                            "failure 2: 2 s",
                            "failure 3: 4 s",
                            "failure 4: 8 s",
                            "failure 5: 16 s",
                            "failure 6: 30 s",
                            "failure 7: 30 s");
        }
    }

    @Test
    void taskThatIgnoresItsInterruptCostsOneThreadAndIsNotStartedAgainWhileItIsStuck() throws Exception {
        AtomicInteger started = new AtomicInteger();
        AtomicBoolean stuck = new AtomicBoolean(true);
        WarmUpTask deaf = WarmUpTask.of("deaf", () -> {
                    started.incrementAndGet();
                    while (stuck.get() && end.getCount() > 0) {
                        Thread.onSpinWait();
                        Thread.yield();
                    }
                })
                .withTimeLimit(Duration.ofMillis(50));
        WarmUp warmUp = warmUp(BUDGET, deaf, noting("after"));

        WarmUpReport first = warmUp.join().get(10, SECONDS);
        assertThat(outcomes(first)).containsExactly(Outcome.TIMED_OUT, Outcome.SUCCEEDED);
        assertThat(first.tasks().get(0).detail())
                .startsWith("not finished within its time limit of PT0.05S (it was in " + WarmUpTest.class.getName());
        WarmUpReport second = warmUp.join().get(10, SECONDS);
        assertThat(second.tasks().get(0).detail()).startsWith("still stuck since an earlier attempt");
        assertThat(started).hasValue(1);
        assertThat(threadsNamed("startup-guard-warm-up: deaf")).hasSize(1).allMatch(Thread::isDaemon);

        stuck.set(false);
        await().until(() -> threadsNamed("startup-guard-warm-up: deaf").isEmpty());

        assertThat(warmUp.join().get(10, SECONDS).state()).isEqualTo(State.COMPLETE);
        assertThat(started).hasValue(2);
    }

    @Test
    void budgetEndsTheRunAndTheTasksThatHadNoTurnSaySo() throws Exception {
        WarmUp warmUp = warmUp(Duration.ofMillis(200), WarmUpTask.of("hung", end::await), noting("after"));
        long began = System.nanoTime();

        warmUp.join().get(10, SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        // Whoever joins waits for the same time as the run has, and may see it in its last moment.
        await().until(() -> warmUp.report().state() == State.FAILED);
        WarmUpReport report = warmUp.report();
        assertThat(outcomes(report)).containsExactly(Outcome.TIMED_OUT, Outcome.TIMED_OUT);
        assertThat(report.tasks().get(0).detail())
                .startsWith("not finished when the warm-up's budget was used up (it was in ");
        assertThat(report.tasks().get(1).detail()).isEqualTo("not started, the warm-up's budget was used up");
        assertThat(ran).isEmpty();
    }

    @Test
    void joiningEndsWithinTheBudgetEvenIfTheRunItselfIsHeldUp() throws Exception {
        WarmUp warmUp = keep(new WarmUp(
                List.of(noting("a")),
                Duration.ofMillis(100),
                report -> {
                    if (report.isComplete()) {
                        awaitForgetfully(end);
                    }
                },
                Clock.systemUTC()));
        warmUp.start(true);
        await().until(() -> warmUp.report().isComplete());

        assertThat(warmUp.join().get(10, SECONDS)).isSameAs(warmUp.report());
    }

    @Test
    void closingInterruptsTheTaskUnderWayEndsTheJoinsAndRunsNothingMore() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        WarmUp warmUp = warmUp(
                BUDGET,
                WarmUpTask.of("slow", () -> {
                    running.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                }),
                noting("after"));
        warmUp.start(true);
        CompletableFuture<WarmUpReport> joined = warmUp.join();
        assertThat(running.await(10, SECONDS)).isTrue();
        int toldBefore = told.size();

        warmUp.close();
        warmUp.close();

        assertThat(interrupted.await(10, SECONDS)).isTrue();
        assertThat(joined.get(10, SECONDS).state()).isEqualTo(State.FAILED);
        assertThat(joined.get().tasks().get(0).detail()).isEqualTo("stopped, the guard was closed");
        warmUp.start(true);
        assertThat(warmUp.join().get(10, SECONDS)).isSameAs(joined.get());
        await().until(() -> threadsNamed("startup-guard-warm-up").isEmpty());
        assertThat(ran).isEmpty();
        assertThat(told).hasSize(toldBefore);
    }

    @Test
    void errorsFailTheTaskAndNotTheWarmUp() throws Exception {
        WarmUp warmUp = warmUp(
                BUDGET,
                WarmUpTask.of("classes", () -> {
                    throw new NoClassDefFoundError("org/example/Missing");
                }),
                noting("after"));

        WarmUpReport report = warmUp.join().get(10, SECONDS);

        assertThat(report.failures()).isEqualTo("classes: NoClassDefFoundError: org/example/Missing");
        assertThat(ran).containsExactly("after");
    }

    @Test
    void badInputIsRefusedByName() {
        assertThatThrownBy(() -> warmUp(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The warm-up's budget is PT0S. Expected a positive duration, such as PT1M; set it with"
                        + " guard.warmup.timeout.");
        assertThatThrownBy(() -> warmUp(BUDGET, noting("a"), noting("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The warm-up's tasks are named [a, a]. Expected each name once, since the report goes by it;"
                                + " rename one.");
        assertThatThrownBy(() -> noting(" ")).hasMessageStartingWith("A warm-up task has the blank name \" \".");
        assertThatThrownBy(() -> noting("a").withTimeLimit(Duration.ofSeconds(-1)))
                .hasMessage(
                        "Warm-up task \"a\" has the time limit PT-1S. Expected a positive one, such as PT10S; set it.");
    }

    private WarmUp warmUp(Duration budget, WarmUpTask... tasks) {
        return keep(new WarmUp(List.of(tasks), budget, told::add, Clock.fixed(NOON, ZoneOffset.UTC)));
    }

    private WarmUp keep(WarmUp warmUp) {
        made.add(warmUp);
        return warmUp;
    }

    private WarmUpTask noting(String name) {
        return WarmUpTask.of(name, () -> ran.add(name));
    }

    private WarmUpTask failingWhile(AtomicBoolean broken, String name) {
        return WarmUpTask.of(name, () -> {
            ran.add(name);
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
        });
    }

    private static List<Outcome> outcomes(WarmUpReport report) {
        return report.tasks().stream().map(TaskReport::outcome).toList();
    }

    private static List<Thread> threadsNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    private static void awaitForgetfully(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
