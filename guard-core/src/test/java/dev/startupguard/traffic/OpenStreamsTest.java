package dev.startupguard.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
    private final OpenStreams streams = new OpenStreams(Runnable::run);
    private final List<String> closed = new ArrayList<>();

    @Test
    void registeredStreamsAreClosedOnce() {
        streams.register(() -> closed.add("a"));
        streams.register(() -> closed.add("b"));
        assertThat(streams.count()).isEqualTo(2);

        streams.closeAll();
        streams.closeAll();

        assertThat(closed).containsExactly("a", "b");
        assertThat(streams.count()).isZero();
    }

    @Test
    void streamThatEndedByItselfIsNotClosed() {
        OpenStreams.Registration registration = streams.register(() -> closed.add("a"));

        registration.close();
        registration.close();
        streams.closeAll();

        assertThat(closed).isEmpty();
    }

    @Test
    void streamRegisteredAfterClosingIsClosedAtOnceUntilReopened() {
        streams.closeAll();

        streams.register(() -> closed.add("late")).close();
        assertThat(closed).containsExactly("late");
        assertThat(streams.count()).isZero();

        streams.reopen();
        streams.register(() -> closed.add("next"));
        assertThat(closed).containsExactly("late");
        assertThat(streams.count()).isEqualTo(1);
    }

    @Test
    void aConnectionCountsUntilItsRegistrationIsClosedThoughItWasToldToEnd() {
        OpenStreams.Registration connection = streams.registerConnection(() -> closed.add("a"));
        streams.register(() -> closed.add("b"));
        assertThat(streams.connections()).isEqualTo(1);

        streams.closeAll();
        assertThat(closed).containsExactly("a", "b");
        assertThat(streams.connections()).isEqualTo(1);

        connection.close();
        connection.close();
        assertThat(streams.connections()).isZero();
    }

    @Test
    void aConnectionThatComesTooLateIsClosedAndDoesNotCount() {
        streams.closeAll();

        streams.registerConnection(() -> closed.add("late")).close();

        assertThat(closed).containsExactly("late");
        assertThat(streams.connections()).isZero();
    }

    @Test
    void streamThatCannotBeClosedDoesNotKeepTheOthersOpen() {
        streams.register(() -> {
            throw new IOException("connection reset");
        });
        streams.register(() -> {
            throw new AssertionError("broken stream");
        });
        streams.register(() -> closed.add("third"));

        streams.closeAll();

        assertThat(closed).containsExactly("third");
    }

    @Test
    void closingAStreamMayEndItsOwnRegistrationAndAnother() {
        List<OpenStreams.Registration> registrations = new ArrayList<>();
        registrations.add(streams.register(() -> registrations.forEach(OpenStreams.Registration::close)));
        registrations.add(streams.register(() -> closed.add("second")));

        streams.closeAll();

        assertThat(closed).containsExactly("second");
    }

    @Test
    void streamsThatAreRegisteredDuringTheClosingAreAllClosedExactlyOnce() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            OpenStreams raced = new OpenStreams(Runnable::run);
            AtomicInteger closings = new AtomicInteger();
            CyclicBarrier together = new CyclicBarrier(2);
            FutureTask<Void> registering = new FutureTask<>(() -> {
                together.await(10, TimeUnit.SECONDS);
                for (int i = 0; i < 10; i++) {
                    raced.register(closings::incrementAndGet);
                }
                return null;
            });
            Thread thread = new Thread(registering);
            thread.start();
            together.await(10, TimeUnit.SECONDS);
            raced.closeAll();
            registering.get(10, TimeUnit.SECONDS);

            assertThat(closings).hasValue(10);
            assertThat(raced.count()).isZero();
        }
    }
}
