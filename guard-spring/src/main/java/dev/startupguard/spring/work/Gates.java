package dev.startupguard.spring.work;

import dev.startupguard.StartupGuard;
import dev.startupguard.traffic.WorkGate;
import org.springframework.beans.factory.ObjectProvider;

/** The guard's gates, asked for late: what holds them is made before the guard. */
final class Gates {

    private final ObjectProvider<StartupGuard> guard;

    Gates(ObjectProvider<StartupGuard> guard) {
        this.guard = guard;
    }

    /** @param kind not exempt */
    WorkGate of(WorkKind kind) {
        return switch (kind) {
            case READING -> guard.getObject().readingWorkGate();
            case WRITING -> guard.getObject().workGate();
            case EXEMPT -> throw new IllegalArgumentException("Exempt work has no gate");
        };
    }
}
