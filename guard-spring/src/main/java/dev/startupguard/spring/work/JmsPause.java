package dev.startupguard.spring.work;

import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * Pauses a JMS container by shutting it down and initializing it anew, which closes its sessions: a container that is only stopped
 * keeps its consumers, and with them the messages that the broker has sent ahead.
 */
final class JmsPause implements PausableContainer {

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
        if (container.isRunning() && turnstile.close()) {
            isStoppedHere = true;
            turnstile.turnBack();
            if (losesWhatIsSentMeanwhile()) {
                container.stop();
            } else {
                container.shutdown();
            }
        }
    }

    /** The broker keeps the messages of such a subscription only while it has a consumer. */
    private boolean losesWhatIsSentMeanwhile() {
        return container.isPubSubDomain() && !container.isSubscriptionDurable();
    }

    @Override
    public void resume() {
        turnstile.open();
        if (!isStoppedHere) {
            return;
        }
        container.setAutoStartup(true);
        if (!container.isActive()) {
            container.initialize();
        }
        container.start();
        isStoppedHere = false; // else the next opening tries again
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
