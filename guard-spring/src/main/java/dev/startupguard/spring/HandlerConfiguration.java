package dev.startupguard.spring;

import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Tells the filter what {@link Writes} says on handlers of Spring MVC. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({Filter.class, FilterRegistrationBean.class, RequestMappingInfoHandlerMapping.class})
class HandlerConfiguration {

    @Bean
    AnnotatedHandlers guardAnnotatedHandlers(GuardFilterRegistration filter, WebApplicationContext application) {
        return new AnnotatedHandlers(filter, application);
    }
}
