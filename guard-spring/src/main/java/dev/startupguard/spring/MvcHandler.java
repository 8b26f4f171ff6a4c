package dev.startupguard.spring;

import dev.startupguard.servlet.HandlerRule;
import dev.startupguard.servlet.HandlerRule.Effect;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * A handler method of Spring MVC.
 *
 * @param group that of its mapping
 * @param methods empty for all
 */
record MvcHandler(String name, int group, RequestMappingInfo info, Set<String> methods, Effect effect) {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** @throws UnclearHandlerException if it only reads, and may leave requests of unsafe methods to others unseen */
    static MvcHandler of(RequestMappingInfo info, HandlerMethod handler, int group, WebApplicationContext application) {
        MvcHandler made = new MvcHandler(
                handler.getBeanType().getName() + "#" + handler.getMethod().getName(),
                group,
                info,
                methods(info),
                effect(handler, application));
        if (made.letsPass() && made.leavesRequestsToOtherMappings()) {
            throw new UnclearHandlerException(
                    "%s only reads, and is mapped by a header, a version or a condition of the application's own (%s); expected the method,"
                                    .formatted(made.name, info)
                            + " the path, parameters and media types alone.");
        }
        return made;
    }

    Stream<HandlerRule> rules(String prefix) {
        return info.getPatternValues().stream()
                .map(each -> new HandlerRule(name, group, methods, prefix + each, isConditional(), effect));
    }

    /** Whether requests pass for its sake that else would not. */
    boolean letsPass() {
        return effect == Effect.READS && (methods.isEmpty() || !SAFE.containsAll(methods));
    }

    boolean answers(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    private boolean isConditional() {
        return leavesRequestsToOtherMappings()
                || !info.getParamsCondition().isEmpty()
                || !info.getConsumesCondition().isEmpty()
                || !info.getProducesCondition().isEmpty();
    }

    /** Where one of the others fails, the request fails. */
    private boolean leavesRequestsToOtherMappings() {
        return !info.getHeadersCondition().isEmpty()
                || !info.getVersionCondition().isEmpty()
                || info.getCustomCondition() != null;
    }

    /** Spring MVC has a HEAD answered by what answers GET. */
    private static Set<String> methods(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return Stream.concat(
                        methods.stream().map(RequestMethod::name),
                        methods.contains(RequestMethod.GET) ? Stream.of("HEAD") : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static Effect effect(HandlerMethod handler, WebApplicationContext application) {
        Class<?> type = type(handler, application);
        return found(AopUtils.getMostSpecificMethod(handler.getMethod(), type))
                .or(() -> found(type))
                .map(each -> each.value() ? Effect.WRITES : Effect.READS)
                .orElse(Effect.BY_METHOD);
    }

    /** Behind a proxy. */
    private static Class<?> type(HandlerMethod handler, WebApplicationContext application) {
        if (!(handler.getBean() instanceof String name)) {
            return AopUtils.getTargetClass(handler.getBean());
        }
        Class<?> target = AutoProxyUtils.determineTargetClass(
                (ConfigurableListableBeanFactory) application.getAutowireCapableBeanFactory(), name);
        return target == null ? handler.getBeanType() : target;
    }

    private static Optional<Writes> found(AnnotatedElement element) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, Writes.class));
    }
}
