package dev.startupguard.spring.work;

import dev.startupguard.traffic.WorkGate;
import dev.startupguard.traffic.WorkGate.Permit;
import java.util.Optional;
import java.util.function.Supplier;

/** The units of work of one Kafka container: a record, or a batch. */
final class KafkaUnits {

    private final Supplier<WorkGate> gate;
    private final Runnable onClosed;

    /** @param onClosed called when a record comes in while the gate is closed */
    KafkaUnits(Supplier<WorkGate> gate, Runnable onClosed) {
        this.gate = gate;
        this.onClosed = onClosed;
    }

    /** @throws WorkRefusedException if the gate is closed; the container's error handler sees to it that nothing is lost */
    void run(Runnable unit) {
        Optional<Permit> permit = gate.get().tryEnter();
        if (permit.isEmpty()) {
            onClosed.run();
            throw new WorkRefusedException();
        }
        try {
            unit.run();
        } finally {
            UnitEnd.afterTransaction(permit.get()::close);
        }
    }
}
