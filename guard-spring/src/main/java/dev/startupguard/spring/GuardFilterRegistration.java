package dev.startupguard.spring;

import dev.startupguard.servlet.GuardFilter;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Registers the filter first. {@link PriorityOrdered}, since others have the highest precedence too, as Spring's filters for
 * encodings and forwarded headers.
 */
final class GuardFilterRegistration extends FilterRegistrationBean<GuardFilter> implements PriorityOrdered {

    GuardFilterRegistration(GuardFilter filter) {
        super(filter);
        super.setName("startupGuard");
        super.setOrder(Ordered.HIGHEST_PRECEDENCE);
        super.setDispatcherTypes(DispatcherType.REQUEST);
        super.addUrlPatterns("/*");
        super.setAsyncSupported(true);
    }
}
