package dev.startupguard.spring.work;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * Pauses a JMS container by stopping it. When its last listener thread has noticed, the container closes its sessions, and the broker
 * gives what it had sent ahead to others, or to the same container afterwards.
 */
final class JmsPause implements PausableContainer {

    private static final Logger log = LoggerFactory.getLogger(JmsPause.class);

    /** Longer than a listener thread takes to receive nothing. */
    private static final long SETTLE_SECONDS = 5;

    private final AbstractMessageListenerContainer container;
    private final Turnstile turnstile;
    private boolean isStoppedHere;

    JmsPause(AbstractMessageListenerContainer container, Turnstile turnstile) {
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
        if (container.isRunning() && !JmsContainers.isLostByStopping(container) && turnstile.close()) {
            isStoppedHere = true;
            CountDownLatch stopped = new CountDownLatch(1);
            container.stop(stopped::countDown);
            // Started before it has let go of its connection, it would take the one that is being closed.
            // Not for ever, since nobody is told any more if the application starts it meanwhile.
            if (!stopped.await(SETTLE_SECONDS, TimeUnit.SECONDS)) {
                log.debug("{} has not come to rest yet", this);
            }
        }
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
        return "JMS listener container of " + container.getDestinationName();
    }
}
