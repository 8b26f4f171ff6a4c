package dev.startupguard.spring.work;

import jakarta.jms.Message;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.config.JmsListenerConfigUtils;
import org.springframework.jms.config.JmsListenerEndpointRegistry;

/** Stops JMS listeners. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({Message.class, JmsListenerEndpointRegistry.class})
class JmsWorkConfiguration {

    @Bean
    static FrameworkBean<JmsListenerEndpointRegistry> guardJmsRegistry() {
        return new FrameworkBean<>(
                JmsListenerConfigUtils.JMS_LISTENER_ENDPOINT_REGISTRY_BEAN_NAME,
                JmsListenerEndpointRegistry.class,
                GatedJmsRegistry.class);
    }

    @Bean
    static JmsContainerBeans guardJmsContainerBeans(
            ObjectProvider<WorkContainers> guardWorkContainers, ListableBeanFactory beans) {
        return new JmsContainerBeans(guardWorkContainers, beans);
    }
}
