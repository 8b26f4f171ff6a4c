package dev.startupguard.spring.work;

import jakarta.jms.Session;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.MessageListenerContainer;

/** Puts JMS containers under the gate. */
final class JmsContainers {

    private final WorkContainers containers;

    JmsContainers(WorkContainers containers) {
        this.containers = containers;
    }

    /** Before the container is initialized; leaves those alone that a resource adapter runs. */
    void guard(MessageListenerContainer container, WorkKind kind) {
        if (kind == WorkKind.EXEMPT
                || !(container instanceof AbstractMessageListenerContainer stoppable)
                || stoppable.getMessageListener() == null) {
            return;
        }
        Turnstile turnstile = new Turnstile(() -> containers.gate(kind), () -> !stoppable.isRunning());
        Runnable onClosed = containers.add(kind, new JmsPause(stoppable, turnstile));
        boolean isNeverStopped = isLostByStopping(stoppable);
        stoppable.setMessageListener(new GatedJmsListener(
                GatedJmsListener.sessionAware(stoppable.getMessageListener()), turnstile, isNeverStopped, onClosed));
        if (!stoppable.isSessionTransacted() && stoppable.getSessionAcknowledgeMode() != Session.CLIENT_ACKNOWLEDGE) {
            // Rejected by the container they would be lost; the listener lets them wait for the gate.
            stoppable.setAcceptMessagesWhileStopping(true);
        }
    }

    /** Whether the subscription ends with its consumers, and with it the broker's memory of what is sent meanwhile. */
    static boolean isLostByStopping(AbstractMessageListenerContainer container) {
        return container.isPubSubDomain() && !container.isSubscriptionDurable();
    }
}
