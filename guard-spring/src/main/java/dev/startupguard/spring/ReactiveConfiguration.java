package dev.startupguard.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Configuration;

/** Says what is missing in a reactive web application, where there is no servlet filter. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
class ReactiveConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ReactiveConfiguration.class);

    ReactiveConfiguration() {
        log.warn(
                "The guard does not hold requests of a reactive web application, and answers no probes there; schema changes at"
                        + " start-up are blocked all the same. Use Spring MVC to have requests guarded.");
    }
}
