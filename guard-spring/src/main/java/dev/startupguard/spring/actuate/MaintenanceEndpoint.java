package dev.startupguard.spring.actuate;

import dev.startupguard.ModeSwitch;
import dev.startupguard.maintenance.OverrideChange;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Reads, sets and ends the override of this instance, by JMX as it stands here; by HTTP through {@link MaintenanceWebExtension}.
 * Parameters are texts and numbers, which every JMX client can send.
 */
@Endpoint(id = "maintenance")
final class MaintenanceEndpoint {

    static final String JMX = "JMX";

    private final ModeSwitch modeSwitch;
    private final Clock clock;

    MaintenanceEndpoint(ModeSwitch modeSwitch, Clock clock) {
        this.modeSwitch = modeSwitch;
        this.clock = clock;
    }

    @ReadOperation
    ModeDescriptor maintenance() {
        return ModeDescriptor.of(modeSwitch);
    }

    /**
     * Sets the mode above every other source of this instance.
     *
     * @throws IllegalArgumentException if anything is not accepted
     * @throws IllegalStateException if the epoch is another one by now
     */
    @WriteOperation
    ModeDescriptor setMaintenance(
            @Nullable String mode, @Nullable String reason, @Nullable String until, @Nullable Long epoch) {
        ModeChange change = ModeChange.of(mode, reason, JMX, until, epoch, clock.instant());
        if (!change.apply(modeSwitch)) {
            throw conflict();
        }
        return maintenance();
    }

    /** Ends what was set here, and by the guard's other controls; the other sources decide again. */
    @DeleteOperation
    ModeDescriptor endMaintenance(@Nullable Long epoch) {
        if (!end(ModeChange.checked(epoch))) {
            throw conflict();
        }
        return maintenance();
    }

    /** False if somebody else was first. */
    boolean end(@Nullable Long epoch) {
        if (epoch == null) {
            modeSwitch.end();
            return true;
        }
        return modeSwitch.end(epoch) instanceof OverrideChange.Applied;
    }

    ModeSwitch modeSwitch() {
        return modeSwitch;
    }

    Clock clock() {
        return clock;
    }

    private IllegalStateException conflict() {
        return new IllegalStateException(
                "Somebody else was first: the epoch is %d by now, and nothing was changed. Read the mode, and decide again."
                        .formatted(modeSwitch.epoch()));
    }
}
