package dev.startupguard.spring.availability;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Hears every change of availability after all others have. */
record AvailabilityListener(AvailabilityBridge bridge)
        implements ApplicationListener<AvailabilityChangeEvent<?>>, Ordered {

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        bridge.published(event);
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
