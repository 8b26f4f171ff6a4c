package dev.startupguard.sample.order;

import dev.startupguard.traffic.WorkGate;
import dev.startupguard.traffic.WorkGate.Permit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where the worker asks the guard whether it may work; without a guard ({@code guard.enabled=false}) it always may. */
@Component
class WorkPermits {
    private final ObjectProvider<WorkGate> gate;

    WorkPermits(ObjectProvider<WorkGate> gate) {
        this.gate = gate;
    }

    /** Runs one unit of work if it may; the work's answer, or false if it may not. */
    boolean run(BooleanSupplier work) {
        WorkGate guarded = gate.getIfAvailable();
        if (guarded == null) {
            return work.getAsBoolean();
        }
        Optional<Permit> permit = guarded.tryEnter();
        try {
            return permit.isPresent() && work.getAsBoolean();
        } finally {
            permit.ifPresent(Permit::close);
        }
    }
}
