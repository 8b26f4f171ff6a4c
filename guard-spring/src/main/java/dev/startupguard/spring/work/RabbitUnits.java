package dev.startupguard.spring.work;

import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.listener.MessageRejectedWhileStoppingException;

/** Asks the gate before each message or batch; outside of the container's other advice, so that nothing tries a refused one again. */
final class RabbitUnits implements MethodInterceptor {

    private final Turnstile turnstile;
    private final boolean canGoBack;
    private final Runnable onClosed;

    RabbitUnits(Turnstile turnstile, boolean canGoBack, Runnable onClosed) {
        this.turnstile = turnstile;
        this.canGoBack = canGoBack;
        this.onClosed = onClosed;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation delivery) throws Throwable {
        Optional<Runnable> end = turnstile.enter(canGoBack, onClosed);
        if (end.isEmpty()) {
            throw new MessageRejectedWhileStoppingException();
        }
        try {
            return delivery.proceed();
        } finally {
            UnitEnd.afterTransaction(end.get());
        }
    }
}
