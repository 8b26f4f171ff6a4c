package dev.startupguard.spring;

import dev.startupguard.StartupGuard;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the guard where the web server listens. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebServerInitializedEvent.class)
class WebServerConfiguration {

    @Bean
    ListeningServer guardListeningServer(StartupGuard startupGuard, ApplicationContext context) {
        return new ListeningServer(startupGuard, context);
    }
}
