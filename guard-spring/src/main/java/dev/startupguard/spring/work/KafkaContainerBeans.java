package dev.startupguard.spring.work;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Puts Kafka containers under the gate that are beans of the application. */
final class KafkaContainerBeans implements BeanPostProcessor {

    private final ObjectProvider<WorkContainers> containers;
    private final ListableBeanFactory beans;

    KafkaContainerBeans(ObjectProvider<WorkContainers> containers, ListableBeanFactory beans) {
        this.containers = containers;
        this.beans = beans;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof MessageListenerContainer container) {
            Object listener = container.getContainerProperties().getMessageListener();
            new KafkaContainers(containers.getObject()).guard(container, WorkKind.ofBean(listener, beanName, beans));
        }
        return bean;
    }
}
