package dev.startupguard.spring.work;

import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.config.RabbitListenerConfigUtils;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Stops RabbitMQ listeners, from Spring AMQP 4.1 on: the type of their containers has moved there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({RabbitListenerEndpointRegistry.class, MessageListenerContainer.class})
@ImportRuntimeHints(RabbitContainers.Hints.class)
class RabbitWorkConfiguration {

    @Bean
    static FrameworkBean<RabbitListenerEndpointRegistry> guardRabbitRegistry() {
        return new FrameworkBean<>(
                RabbitListenerConfigUtils.RABBIT_LISTENER_ENDPOINT_REGISTRY_BEAN_NAME,
                RabbitListenerEndpointRegistry.class,
                GatedRabbitRegistry.class);
    }

    @Bean
    static RabbitContainerBeans guardRabbitContainerBeans(
            ObjectProvider<WorkContainers> guardWorkContainers, ListableBeanFactory beans) {
        return new RabbitContainerBeans(guardWorkContainers, beans);
    }
}
