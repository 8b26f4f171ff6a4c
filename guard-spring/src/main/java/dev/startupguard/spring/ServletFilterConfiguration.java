package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.StartupGuard;
import dev.startupguard.servlet.ExemptPaths;
import dev.startupguard.servlet.GuardFilter;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the guard's filter before all others. Nothing but requests tells where the server of a deployed WAR listens. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
class ServletFilterConfiguration {

    @Bean
    @ConditionalOnNotWarDeployment
    GuardFilterRegistration guardFilterRegistration(StartupGuard startupGuard, ObjectProvider<ExemptPaths> exempt) {
        return new GuardFilterRegistration(new GuardFilter(startupGuard, all(exempt)));
    }

    @Bean
    @ConditionalOnWarDeployment
    GuardFilterRegistration guardWarFilterRegistration(StartupGuard startupGuard, ObjectProvider<ExemptPaths> exempt) {
        return new GuardFilterRegistration(GuardFilter.learningAddress(startupGuard, all(exempt)));
    }

    @Bean
    EndpointServlet.Registration guardEndpointServlet(GuardConfiguration guardConfiguration) {
        return new EndpointServlet.Registration(guardConfiguration);
    }

    private static ExemptPaths all(ObjectProvider<ExemptPaths> exempt) {
        return new ExemptPaths(
                exempt.stream().flatMap(each -> each.patterns().stream()).toList());
    }
}
