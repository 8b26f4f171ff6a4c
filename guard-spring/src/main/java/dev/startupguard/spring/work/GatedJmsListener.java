package dev.startupguard.spring.work;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.Optional;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asks the gate before each message. */
final class GatedJmsListener implements SessionAwareMessageListener<Message> {

    private final SessionAwareMessageListener<Message> listener;
    private final Turnstile turnstile;
    private final boolean isNeverStopped;
    private final Runnable onClosed;

    /** @param isNeverStopped whether messages wait for the gate here, since the container is not stopped */
    GatedJmsListener(
            SessionAwareMessageListener<Message> listener,
            Turnstile turnstile,
            boolean isNeverStopped,
            Runnable onClosed) {
        this.listener = listener;
        this.turnstile = turnstile;
        this.isNeverStopped = isNeverStopped;
        this.onClosed = onClosed;
    }

    /** @param listener either kind of listener that Spring's containers accept */
    @SuppressWarnings("unchecked")
    static SessionAwareMessageListener<Message> sessionAware(Object listener) {
        if (listener instanceof MessageListener plain) {
            return (message, session) -> plain.onMessage(message);
        }
        return (SessionAwareMessageListener<Message>) listener;
    }

    @Override
    public void onMessage(Message message, Session session) throws JMSException {
        Optional<Runnable> end;
        try {
            end = turnstile.enter(!isNeverStopped && canGoBack(session), onClosed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkRefusedException();
        }
        if (end.isEmpty()) {
            giveBack(session);
            return;
        }
        try {
            listener.onMessage(message, session);
        } finally {
            UnitEnd.afterTransaction(end.get());
        }
    }

    /** With automatic acknowledgement the broker has forgotten the message when it was received. */
    private static boolean canGoBack(Session session) throws JMSException {
        return isInTransaction()
                || session.getTransacted()
                || session.getAcknowledgeMode() == Session.CLIENT_ACKNOWLEDGE;
    }

    /** Without an exception where that can be, which the container's error handler would hear of. */
    private static void giveBack(Session session) throws JMSException {
        if (!session.getTransacted() || isInTransaction()) {
            throw new WorkRefusedException();
        }
        session.rollback();
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isSynchronizationActive();
    }
}
