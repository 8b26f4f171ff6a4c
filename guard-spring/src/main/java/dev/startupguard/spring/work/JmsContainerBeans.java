package dev.startupguard.spring.work;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/** Puts JMS containers under the gate that are beans of the application. */
final class JmsContainerBeans implements BeanPostProcessor {

    private final ObjectProvider<WorkContainers> containers;
    private final ListableBeanFactory beans;

    JmsContainerBeans(ObjectProvider<WorkContainers> containers, ListableBeanFactory beans) {
        this.containers = containers;
        this.beans = beans;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractMessageListenerContainer container) {
            WorkKind kind = WorkKind.ofBean(container.getMessageListener(), beanName, beans);
            new JmsContainers(containers.getObject()).guard(container, kind);
        }
        return bean;
    }
}
