package dev.startupguard.spring.work;

import dev.startupguard.traffic.WorkGate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A scheduled task whose runs ask the gate. A run that comes due while the gate is closed is left out; {@link #catchUp} makes up
 * for it once, without ever running beside a regular run.
 */
final class GatedRun implements SchedulingAwareRunnable {

    private final Runnable work;
    private final Supplier<WorkGate> gate;
    private final Consumer<GatedRun> missed;

    private int regularRuns; // under way; more than one where the scheduler lets runs overlap
    private boolean isMissed;
    private boolean isCatchingUp;

    /** @param missed told of a run that was left out */
    GatedRun(Runnable work, Supplier<WorkGate> gate, Consumer<GatedRun> missed) {
        this.work = work;
        this.gate = gate;
        this.missed = missed;
    }

    @Override
    public void run() {
        if (!beginRegular()) {
            return; // the one that is made up stands for this one
        }
        boolean isLeftOut = false;
        try {
            isLeftOut = !gate.get().run(work);
        } finally {
            endRegular(isLeftOut);
        }
        if (isLeftOut) {
            missed.accept(this);
        }
    }

    /** Runs once if a run was left out and none has been since; for the scheduler of the regular runs. */
    SchedulingAwareRunnable catchUp() {
        return new SchedulingAwareRunnable() {
            @Override
            public void run() {
                makeUp();
            }

            @Override
            public @Nullable String getQualifier() {
                return GatedRun.this.getQualifier();
            }
        };
    }

    boolean mayRun() {
        return gate.get().isOpen();
    }

    private void makeUp() {
        if (!beginCatchUp()) {
            return;
        }
        boolean isLeftOut = false;
        try {
            isLeftOut = !gate.get().run(work);
        } finally {
            endCatchUp(isLeftOut);
        }
        if (isLeftOut) {
            missed.accept(this);
        }
    }

    private synchronized boolean beginRegular() {
        if (isCatchingUp) {
            return false;
        }
        regularRuns++;
        return true;
    }

    private synchronized void endRegular(boolean isLeftOut) {
        regularRuns--;
        isMissed = isLeftOut;
    }

    private synchronized boolean beginCatchUp() {
        if (!isMissed || isCatchingUp || regularRuns > 0) {
            return false;
        }
        isCatchingUp = true;
        return true;
    }

    private synchronized void endCatchUp(boolean isLeftOut) {
        isCatchingUp = false;
        isMissed = isLeftOut;
    }

    @Override
    public boolean isLongLived() {
        return work instanceof SchedulingAwareRunnable aware && aware.isLongLived();
    }

    @Override
    public @Nullable String getQualifier() {
        return work instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
    }

    /** The method's name, which Actuator shows. */
    @Override
    public String toString() {
        return work.toString();
    }
}
