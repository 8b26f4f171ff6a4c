package dev.startupguard.spring.work;

import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.AmqpTemplate;
import org.springframework.amqp.core.AsyncAmqpTemplate;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts RabbitMQ containers under the gate that are beans of the application. */
final class RabbitContainerBeans implements BeanPostProcessor {

    private final ObjectProvider<WorkContainers> containers;
    private final ListableBeanFactory beans;

    RabbitContainerBeans(ObjectProvider<WorkContainers> containers, ListableBeanFactory beans) {
        this.containers = containers;
        this.beans = beans;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof MessageListenerContainer container && doesWork(container.getMessageListener())) {
            WorkKind kind = WorkKind.ofBean(container.getMessageListener(), beanName, beans);
            new RabbitContainers(containers.getObject()).guard(container, kind);
        }
        return bean;
    }

    /** Replies to requests that are under way are no new work. */
    private static boolean doesWork(@Nullable Object listener) {
        return listener != null && !(listener instanceof AmqpTemplate) && !(listener instanceof AsyncAmqpTemplate);
    }
}
