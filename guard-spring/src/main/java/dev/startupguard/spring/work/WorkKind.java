package dev.startupguard.spring.work;

import dev.startupguard.spring.Writes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** What the annotations say of a piece of background work. */
enum WorkKind {
    /** Left alone by the guard. */
    EXEMPT,
    /** Stops in maintenance. */
    READING,
    /** Stops in read-only mode too. */
    WRITING;

    /** By the annotations of the method, else of the class. */
    static WorkKind of(@Nullable Method method, @Nullable Object bean) {
        Class<?> type = bean == null ? null : AopUtils.getTargetClass(bean);
        Method specific = method == null || type == null ? method : AopUtils.getMostSpecificMethod(method, type);
        return of(found(specific, type, RunsInMaintenance.class), found(specific, type, Writes.class));
    }

    /** By the annotations of the listener's class, else of the bean's {@code @Bean} method. */
    static WorkKind ofBean(@Nullable Object listener, String beanName, ListableBeanFactory beans) {
        return of(
                found(listener, beanName, beans, RunsInMaintenance.class),
                found(listener, beanName, beans, Writes.class));
    }

    private static WorkKind of(Optional<RunsInMaintenance> exempt, Optional<Writes> writes) {
        if (exempt.isPresent()) {
            return EXEMPT;
        }
        return writes.map(Writes::value).orElse(false) ? WRITING : READING;
    }

    private static <A extends Annotation> Optional<A> found(
            @Nullable Object listener, String beanName, ListableBeanFactory beans, Class<A> annotation) {
        Optional<A> ofListener =
                listener == null ? Optional.empty() : found(null, AopUtils.getTargetClass(listener), annotation);
        return ofListener.or(() -> Optional.ofNullable(beans.findAnnotationOnBean(beanName, annotation)));
    }

    private static <A extends Annotation> Optional<A> found(
            @Nullable AnnotatedElement method, @Nullable AnnotatedElement type, Class<A> annotation) {
        return found(method, annotation).or(() -> found(type, annotation));
    }

    private static <A extends Annotation> Optional<A> found(@Nullable AnnotatedElement element, Class<A> annotation) {
        return element == null
                ? Optional.empty()
                : Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, annotation));
    }
}
