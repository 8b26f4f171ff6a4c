package dev.startupguard.spring;

import dev.startupguard.servlet.HandlerRule;
import dev.startupguard.servlet.HandlerRule.Effect;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Tells the filter what {@link Writes} says on the handlers that Spring MVC has registered, once all beans are there and before
 * anybody is let in. Where something could take requests away from a handler that only reads, the start ends.
 *
 * <p>Beans are looked up without eager initialisation, which would look into every factory bean and take most of the time.
 */
final class AnnotatedHandlers implements SmartInitializingSingleton {

    private final GuardFilterRegistration filter;
    private final WebApplicationContext application;

    AnnotatedHandlers(GuardFilterRegistration filter, WebApplicationContext application) {
        this.filter = filter;
        this.application = application;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<MvcHandler> handlers = handlers();
        if (handlers.stream().allMatch(each -> each.effect() == Effect.BY_METHOD)) {
            return;
        }
        checkOverrides(handlers);
        Set<String> prefixes = prefixes();
        List<HandlerRule> rules = handlers.stream()
                .flatMap(each -> prefixes.stream().flatMap(each::rules))
                .toList();
        try {
            Objects.requireNonNull(filter.getFilter()).handlers(rules, servlets());
        } catch (IllegalArgumentException e) {
            throw new UnclearHandlerException(e.getMessage());
        }
    }

    private List<MvcHandler> handlers() {
        List<MvcHandler> handlers = new ArrayList<>();
        HandlerMapping unknown = null;
        List<HandlerMapping> mappings = mappings();
        for (int i = 0; i < mappings.size(); i++) {
            if (mappings.get(i) instanceof RequestMappingInfoHandlerMapping known) {
                int group = i;
                List<MvcHandler> ofMapping = known.getHandlerMethods().entrySet().stream()
                        .map(each -> MvcHandler.of(each.getKey(), each.getValue(), group, application))
                        .toList();
                checkThatTheyAreAskedFirst(ofMapping, unknown);
                handlers.addAll(ofMapping);
            } else if (unknown == null && !isEmpty(mappings.get(i))) {
                unknown = mappings.get(i);
            }
        }
        return handlers;
    }

    /** In the order in which {@link DispatcherServlet} asks them. */
    private List<HandlerMapping> mappings() {
        List<HandlerMapping> mappings = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(application, HandlerMapping.class, true, false)
                        .values());
        AnnotationAwareOrderComparator.sort(mappings);
        return mappings;
    }

    private static boolean isEmpty(HandlerMapping mapping) {
        return mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() == null;
    }

    private static void checkThatTheyAreAskedFirst(List<MvcHandler> handlers, @Nullable HandlerMapping before) {
        if (before != null) {
            handlers.stream().filter(MvcHandler::letsPass).findFirst().ifPresent(each -> {
                throw new UnclearHandlerException(
                        "%s only reads, but %s is asked for a handler before, such as for router functions; expected @RequestMapping methods to be asked first."
                                .formatted(each.name(), before.getClass().getName()));
            });
        }
    }

    private void checkOverrides(List<MvcHandler> handlers) {
        handlers.stream()
                .filter(each -> each.letsPass() && each.answers("POST") && hasHiddenMethods())
                .findFirst()
                .ifPresent(each -> {
                    throw new UnclearHandlerException(
                            "%s only reads by POST, but a HiddenHttpMethodFilter makes other methods of a POST; expected none."
                                    .formatted(each.name()));
                });
    }

    private boolean hasHiddenMethods() {
        return application.getBeanNamesForType(HiddenHttpMethodFilter.class, true, false).length > 0
                || application.getBeansOfType(FilterRegistrationBean.class, false, false).values().stream()
                        .anyMatch(each -> each.getFilter() instanceof HiddenHttpMethodFilter);
    }

    /** Of every servlet, since it does no harm to take a path for one of Spring MVC's. */
    private Set<String> prefixes() {
        ServletContext container = application.getServletContext();
        Stream<String> mappings = container == null
                ? Stream.empty()
                : container.getServletRegistrations().values().stream().flatMap(each -> each.getMappings().stream());
        return Stream.concat(
                        Stream.of(""),
                        mappings.filter(each -> each.endsWith("/*"))
                                .map(each -> each.substring(0, each.length() - "/*".length())))
                .collect(Collectors.toSet());
    }

    private Set<String> servlets() {
        return application.getBeansOfType(ServletRegistrationBean.class, false, false).values().stream()
                .filter(each -> each.getServlet() instanceof DispatcherServlet servlet
                        && servlet.getWebApplicationContext() == application)
                .map(each -> each.getServletName())
                .collect(Collectors.toSet());
    }
}
