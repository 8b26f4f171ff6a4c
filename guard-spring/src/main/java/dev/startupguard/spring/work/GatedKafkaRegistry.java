package dev.startupguard.spring.work;

import org.springframework.kafka.config.KafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpoint;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.config.MethodKafkaListenerEndpoint;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Spring's registry of {@code @KafkaListener} containers, which puts each under the gate. */
final class GatedKafkaRegistry extends KafkaListenerEndpointRegistry {

    private final KafkaContainers containers;

    GatedKafkaRegistry(WorkContainers containers) {
        this.containers = new KafkaContainers(containers);
    }

    @Override
    protected MessageListenerContainer createListenerContainer(
            KafkaListenerEndpoint endpoint, KafkaListenerContainerFactory<?> factory) {
        MessageListenerContainer container = super.createListenerContainer(endpoint, factory);
        WorkKind kind = endpoint instanceof MethodKafkaListenerEndpoint<?, ?> method
                ? WorkKind.of(method.getMethod(), method.getBean())
                : WorkKind.of(null, container.getContainerProperties().getMessageListener());
        containers.guard(container, kind);
        return container;
    }
}
