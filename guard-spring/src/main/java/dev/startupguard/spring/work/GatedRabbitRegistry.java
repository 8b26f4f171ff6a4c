package dev.startupguard.spring.work;

import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.listener.MethodRabbitListenerEndpoint;
import org.springframework.amqp.rabbit.listener.RabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpoint;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;

/** Spring's registry of {@code @RabbitListener} containers, which puts each under the gate. */
final class GatedRabbitRegistry extends RabbitListenerEndpointRegistry {

    private final RabbitContainers containers;

    GatedRabbitRegistry(WorkContainers containers) {
        this.containers = new RabbitContainers(containers);
    }

    @Override
    protected MessageListenerContainer createListenerContainer(
            RabbitListenerEndpoint endpoint, RabbitListenerContainerFactory<?> factory) {
        return super.createListenerContainer(
                endpoint, asked -> guarded(endpoint, factory.createListenerContainer(asked)));
    }

    /** Before it is initialized, which is when a container takes in its advice. */
    private MessageListenerContainer guarded(RabbitListenerEndpoint endpoint, MessageListenerContainer container) {
        WorkKind kind = endpoint instanceof MethodRabbitListenerEndpoint method
                ? WorkKind.of(method.getMethod(), method.getBean())
                : WorkKind.of(null, container.getMessageListener());
        containers.guard(container, kind);
        return container;
    }
}
