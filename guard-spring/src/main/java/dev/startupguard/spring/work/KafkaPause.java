package dev.startupguard.spring.work;

import java.util.Objects;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Pauses a Kafka container: it goes on polling, so it stays in its group, and spring-kafka pauses partitions again that a rebalance
 * assigns. What was polled and not begun is read again afterwards.
 */
final class KafkaPause implements PausableContainer {

    private final MessageListenerContainer container;
    private boolean isPausedHere;

    KafkaPause(MessageListenerContainer container) {
        this.container = container;
    }

    @Override
    public void holdBack() {
        pause();
    }

    @Override
    public void pause() {
        if (!container.isPauseRequested()) {
            isPausedHere = true;
            container.pause();
        }
    }

    @Override
    public void resume() {
        if (isPausedHere) {
            isPausedHere = false;
            container.resume();
        }
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "Kafka listener container " + Objects.requireNonNullElse(container.getListenerId(), "without an id");
    }
}
