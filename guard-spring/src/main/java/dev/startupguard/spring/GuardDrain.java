package dev.startupguard.spring;

import dev.startupguard.GuardStatus;
import dev.startupguard.StartupGuard;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Leaves rotation before anything stops, and gives load balancers {@code guard.shutdown.drain-delay} to notice. An instance that
 * is not in rotation, as one whose start fails, has nobody to wait for.
 *
 * <p>A listener and no {@code SmartLifecycle}, since requests still pass meanwhile and need everything: Spring's executors refuse
 * tasks from this event on, and lifecycle beans of the default phase stop before the web server's graceful shutdown.
 */
final class GuardDrain implements ApplicationListener<ContextClosedEvent>, PriorityOrdered {

    private static final Logger log = LoggerFactory.getLogger(GuardDrain.class);

    private final StartupGuard guard;
    private final ApplicationContext context;
    /** Never counted down: only a time limit or an interrupt ends the wait. */
    private final CountDownLatch never = new CountDownLatch(1);

    GuardDrain(StartupGuard guard, ApplicationContext context) {
        this.guard = guard;
        this.context = context;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() != context) {
            return; // a child's, such as the management server's
        }
        boolean wasInRotation = isInRotation(guard.status());
        guard.drain();
        Duration delay = guard.configuration().drainDelay();
        if (delay.isZero() || !wasInRotation) {
            return;
        }
        log.info(
                "Left rotation; requests still pass for {} (guard.shutdown.drain-delay), then the server stops.",
                delay);
        try {
            if (never.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("counted down by nobody");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever the application says: Spring Boot has refused traffic in its name a moment ago, and nobody has noticed yet. */
    private static boolean isInRotation(GuardStatus status) {
        return status.failure() == null && status.rules().isReady(status.phase(), status.mode());
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
