package dev.startupguard.spring.work;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerConfigUtils;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** Pauses Kafka listeners. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(KafkaListenerEndpointRegistry.class)
class KafkaWorkConfiguration {

    @Bean
    static FrameworkBean<KafkaListenerEndpointRegistry> guardKafkaRegistry() {
        return new FrameworkBean<>(
                KafkaListenerConfigUtils.KAFKA_LISTENER_ENDPOINT_REGISTRY_BEAN_NAME,
                KafkaListenerEndpointRegistry.class,
                GatedKafkaRegistry.class);
    }

    @Bean
    static KafkaContainerBeans guardKafkaContainerBeans(
            ObjectProvider<WorkContainers> guardWorkContainers, ListableBeanFactory beans) {
        return new KafkaContainerBeans(guardWorkContainers, beans);
    }
}
