package dev.startupguard.spring.work;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.stream.Stream;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;

/** Puts RabbitMQ containers under the gate. */
final class RabbitContainers {

    private final WorkContainers containers;

    RabbitContainers(WorkContainers containers) {
        this.containers = containers;
    }

    /** Before the container is initialized; leaves kinds of containers alone that have no queue, as those of streams. */
    void guard(MessageListenerContainer container, WorkKind kind) {
        if (kind == WorkKind.EXEMPT || !(container instanceof AbstractMessageListenerContainer stoppable)) {
            return;
        }
        Turnstile turnstile = new Turnstile(() -> containers.gate(kind), () -> !stoppable.isActive());
        Runnable onClosed = containers.add(kind, new RabbitPause(stoppable, turnstile));
        boolean canGoBack = !stoppable.getAcknowledgeMode().isAutoAck();
        stoppable.setAdviceChain(Stream.concat(
                        Stream.of(new RabbitUnits(turnstile, canGoBack, onClosed)), Stream.of(adviceOf(stoppable)))
                .toArray(Advice[]::new));
    }

    /** What the application has set, which the container shows to its subclasses alone. */
    private static Advice[] adviceOf(AbstractMessageListenerContainer container) {
        Method getter = adviceGetter();
        ReflectionUtils.makeAccessible(getter);
        return (Advice[]) Objects.requireNonNull(ReflectionUtils.invokeMethod(getter, container));
    }

    private static Method adviceGetter() {
        return Objects.requireNonNull(
                ReflectionUtils.findMethod(AbstractMessageListenerContainer.class, "getAdviceChain"));
    }

    /** Keeps that getter callable in a native image. */
    static final class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerMethod(adviceGetter(), ExecutableMode.INVOKE);
        }
    }
}
