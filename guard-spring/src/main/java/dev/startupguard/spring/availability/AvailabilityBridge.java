package dev.startupguard.spring.availability;

import dev.startupguard.GuardListener;
import dev.startupguard.GuardStatus;
import dev.startupguard.StartupGuard;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Keeps the guard and Spring Boot's availability in step. What the application or Spring Boot publishes becomes an objection to
 * the guard's word, or takes one back; where both together come to something else than was published, that is published in turn.
 * It holds no state of its own, so that there is nothing to drift and nothing to go round in circles.
 */
final class AvailabilityBridge implements GuardListener, SmartInitializingSingleton {

    static final String NOT_STARTED = "The application is still starting: its runners have not returned.";

    private final StartupGuard guard;
    private final ApplicationAvailability availability;
    private final ConfigurableApplicationContext context;
    /** Two threads must not publish what each saw at its time in the order of the other. */
    private final ReentrantLock publishing = new ReentrantLock();

    AvailabilityBridge(
            StartupGuard guard, ApplicationAvailability availability, ConfigurableApplicationContext context) {
        this.guard = guard;
        this.availability = availability;
        this.context = context;
    }

    /**
     * Listens from here on rather than as a bean: of listeners without an order the last one is asked last, and what is published
     * in answer to an event must not reach the others before that event.
     */
    @Override
    public void afterSingletonsInstantiated() {
        boolean isLaunched = context.getBeanProvider(ApplicationArguments.class).getIfAvailable() != null;
        if (isLaunched) { // by a SpringApplication, which says when it is ready
            guard.object(said -> said.withReadiness(NOT_STARTED));
        }
        context.addApplicationListener(new AvailabilityListener(this));
    }

    @Override
    public void changed(GuardStatus before, GuardStatus after) {
        if (context.isActive()) {
            settle(null);
        }
    }

    void published(AvailabilityChangeEvent<?> event) {
        if (event.getSource() == this) {
            return;
        }
        if (event.getState() instanceof ReadinessState state) {
            String reason = state == ReadinessState.ACCEPTING_TRAFFIC ? null : reason(event);
            guard.object(said -> said.withReadiness(reason));
        } else if (event.getState() instanceof LivenessState state) {
            String reason = state == LivenessState.CORRECT ? null : reason(event);
            guard.object(said -> said.withLiveness(reason));
        }
        settle(event.getState());
    }

    /** @param heard what the other listeners have just heard; null where they have heard nothing */
    private void settle(@Nullable AvailabilityState heard) {
        publishing.lock();
        try {
            GuardStatus now = guard.status();
            publish(now.isReady() ? ReadinessState.ACCEPTING_TRAFFIC : ReadinessState.REFUSING_TRAFFIC, heard);
            publish(now.isLive() ? LivenessState.CORRECT : LivenessState.BROKEN, heard);
        } finally {
            publishing.unlock();
        }
    }

    /**
     * Nothing before Spring Boot has: until then it takes the worse of the states for granted. Where others have just heard something
     * else, in any case, since this may have been published by another thread before they heard that.
     */
    private <S extends Enum<S> & AvailabilityState> void publish(S due, @Nullable AvailabilityState heard) {
        S published = availability.getState(due.getDeclaringClass());
        boolean isContradicted = due.getDeclaringClass().isInstance(heard) && heard != due;
        if (published != null && (published != due || isContradicted)) {
            AvailabilityChangeEvent.publish(context, this, due);
        }
    }

    /** Without the source, which is a class of the application: probes tell the reason to everybody. */
    private static String reason(AvailabilityChangeEvent<?> event) {
        return "The application has published %s.".formatted(event.getState());
    }
}
