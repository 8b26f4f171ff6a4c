package dev.startupguard.spring.work;

import java.util.concurrent.CountDownLatch;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;

/**
 * Pauses a RabbitMQ container by stopping it, since consumers cannot be paused; its channels are closed, and the broker gives
 * what they had prefetched to others, or to the same container afterwards.
 */
final class RabbitPause implements PausableContainer {

    private final AbstractMessageListenerContainer container;
    private final Turnstile turnstile;
    private boolean isStoppedHere;

    RabbitPause(AbstractMessageListenerContainer container, Turnstile turnstile) {
        this.container = container;
        this.turnstile = turnstile;
    }

    @Override
    public void holdBack() {
        if (container.isAutoStartup()) {
            container.setAutoStartup(false);
            isStoppedHere = true;
        }
    }

    @Override
    public void pause() throws InterruptedException {
        // Messages that the broker forgot when it sent them can only wait in this process.
        if (!container.isRunning() || container.getAcknowledgeMode().isAutoAck() || !turnstile.close()) {
            return;
        }
        isStoppedHere = true;
        container.setForceStop(giveBackAtOnce());
        CountDownLatch stopped = new CountDownLatch(1);
        container.stop(stopped::countDown);
        stopped.await();
    }

    /**
     * Whether channels are closed instead of cancelled, which gives back in one go what was prefetched. A container that works on
     * the client's threads notices the order only with the next message, and would be waited for in vain.
     */
    private boolean giveBackAtOnce() {
        return !(container instanceof DirectMessageListenerContainer) || turnstile.hasWaiting();
    }

    @Override
    public void resume() {
        turnstile.open();
        if (isStoppedHere) {
            container.setAutoStartup(true);
            container.start();
            isStoppedHere = false; // else the next opening tries again
        }
    }

    @Override
    public void close() {
        turnstile.abandon();
    }

    @Override
    public String toString() {
        return "RabbitMQ listener container " + container.getListenerId();
    }
}
