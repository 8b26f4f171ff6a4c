package dev.startupguard.spring.work;

import org.springframework.jms.config.JmsListenerContainerFactory;
import org.springframework.jms.config.JmsListenerEndpoint;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.config.MethodJmsListenerEndpoint;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.MessageListenerContainer;

/** Spring's registry of {@code @JmsListener} containers, which puts each under the gate. */
final class GatedJmsRegistry extends JmsListenerEndpointRegistry {

    private final JmsContainers containers;

    GatedJmsRegistry(WorkContainers containers) {
        this.containers = new JmsContainers(containers);
    }

    @Override
    protected MessageListenerContainer createListenerContainer(
            JmsListenerEndpoint endpoint, JmsListenerContainerFactory<?> factory) {
        return super.createListenerContainer(endpoint, asked -> guarded(asked, factory.createListenerContainer(asked)));
    }

    private MessageListenerContainer guarded(JmsListenerEndpoint endpoint, MessageListenerContainer container) {
        containers.guard(container, kind(endpoint, container));
        return container;
    }

    private static WorkKind kind(JmsListenerEndpoint endpoint, MessageListenerContainer container) {
        if (endpoint instanceof MethodJmsListenerEndpoint method) {
            return WorkKind.of(method.getMethod(), method.getBean());
        }
        Object listener =
                container instanceof AbstractMessageListenerContainer known ? known.getMessageListener() : null;
        return WorkKind.of(null, listener);
    }
}
