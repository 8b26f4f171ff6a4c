package dev.startupguard.spring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.spring.Writes;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ReflectionUtils;

class WorkKindTest {

    @ParameterizedTest
    @CsvSource({
        "PlainClass,   plain,  READING",
        "PlainClass,   writes, WRITING",
        "PlainClass,   reads,  READING",
        "PlainClass,   exempt, EXEMPT",
        "WritingClass, plain,  WRITING",
        "WritingClass, reads,  READING",
        "WritingClass, exempt, EXEMPT",
        "ExemptClass,  plain,  EXEMPT",
        "ExemptClass,  writes, EXEMPT",
    })
    void theMethodDecidesElseItsClass(String type, String method, WorkKind expected) {
        Plain bean = bean(type);
        assertThat(WorkKind.of(method(bean.getClass(), method), bean)).isEqualTo(expected);
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        assertThat(WorkKind.of(method(Plain.class, method), proxy.getProxy()))
                .as("by way of a proxy, and of a method of a superclass")
                .isEqualTo(expected);
    }

    private static Plain bean(String type) {
        return switch (type) {
            case "PlainClass" -> new PlainClass();
            case "WritingClass" -> new WritingClass();
            case "ExemptClass" -> new ExemptClass();
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Method method(Class<?> type, String name) {
        Method method = ReflectionUtils.findMethod(type, name);
        assertThat(method).isNotNull();
        return method;
    }

    static class Plain {

        void plain() {}

        @Writes
        void writes() {}

        @Writes(false)
        void reads() {}

        @RunsInMaintenance
        void exempt() {}
    }

    static class PlainClass extends Plain {}

    @Writes
    static class WritingClass extends Plain {}

    @RunsInMaintenance
    static class ExemptClass extends Plain {}
}
