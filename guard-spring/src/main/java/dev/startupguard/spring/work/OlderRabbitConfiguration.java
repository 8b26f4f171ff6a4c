package dev.startupguard.spring.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Configuration;

/** Says what is missing with a Spring AMQP older than 4.1, as that of Spring Boot 4.0. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RabbitListenerEndpointRegistry.class)
@ConditionalOnMissingClass("org.springframework.amqp.core.MessageListenerContainer")
class OlderRabbitConfiguration {

    private static final Logger log = LoggerFactory.getLogger(OlderRabbitConfiguration.class);

    OlderRabbitConfiguration() {
        log.warn(
                "The guard does not stop RabbitMQ listeners with this Spring AMQP: found one older than 4.1. Use Spring Boot 4.1,"
                        + " or have listeners that write ask the WorkGate.");
    }
}
