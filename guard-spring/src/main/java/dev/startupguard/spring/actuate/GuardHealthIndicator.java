package dev.startupguard.spring.actuate;

import dev.startupguard.GuardStatus;
import dev.startupguard.schema.SchemaVerdict;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Answers one of the guard's probes as health, from memory: up or the other status, never unknown. */
final class GuardHealthIndicator implements HealthIndicator {

    private final Supplier<GuardStatus> status;
    private final Predicate<GuardStatus> isUp;
    private final Status otherwise;

    GuardHealthIndicator(Supplier<GuardStatus> status, Predicate<GuardStatus> isUp, Status otherwise) {
        this.status = status;
        this.isUp = isUp;
        this.otherwise = otherwise;
    }

    @Override
    public Health health() {
        GuardStatus now = status.get();
        SchemaVerdict verdict = now.verdict();
        return Health.status(isUp.test(now) ? Status.UP : otherwise)
                .withDetail("phase", now.phase().name().toLowerCase(Locale.ROOT))
                .withDetail("mode", now.mode().label())
                .withDetail("verdict", verdict == null ? "none" : verdict.label())
                .withDetail("reason", now.reason())
                .build();
    }
}
