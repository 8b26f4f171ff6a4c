package dev.startupguard.spring.work;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Puts Kafka containers under the gate. */
final class KafkaContainers {

    private final WorkContainers containers;

    KafkaContainers(WorkContainers containers) {
        this.containers = containers;
    }

    /** Before the container is started; leaves containers alone that cannot be paused, as those of share groups. */
    void guard(MessageListenerContainer container, WorkKind kind) {
        if (kind != WorkKind.EXEMPT && container instanceof AbstractMessageListenerContainer<?, ?> pausable) {
            guardPausable(pausable, kind);
        }
    }

    private <K, V> void guardPausable(AbstractMessageListenerContainer<K, V> container, WorkKind kind) {
        ContainerProperties properties = container.getContainerProperties();
        Object set = properties.getMessageListener();
        if (set == null) {
            return; // the client's side of request and reply sets its own later
        }
        Object advised = AopProxyUtils.getSingletonTarget(set);
        Object listener = advised == null ? set : advised;
        Runnable onClosed = containers.add(kind, new KafkaPause(container));
        properties.setMessageListener(gated(listener, new KafkaUnits(() -> containers.gate(kind), onClosed)));
        CommonErrorHandler handler = container.getCommonErrorHandler();
        if (handler != null || properties.getKafkaAwareTransactionManager() == null) {
            container.setCommonErrorHandler(
                    new GatedErrorHandler(handler == null ? new DefaultErrorHandler() : handler));
        }
        container.setAfterRollbackProcessor(new GatedAfterRollback<>(container.getAfterRollbackProcessor()));
    }

    private static Object gated(Object listener, KafkaUnits units) {
        if (listener instanceof BatchMessageListener<?, ?> batch) {
            return new GatedBatchListener<>(batch, units);
        }
        if (listener instanceof MessageListener<?, ?> record) {
            return new GatedRecordListener<>(record, units);
        }
        throw new IllegalStateException(
                ("The Kafka listener %s is neither a MessageListener nor a BatchMessageListener;"
                                + " expected one of them. Exempt it from the guard with @RunsInMaintenance.")
                        .formatted(listener.getClass().getName()));
    }
}
