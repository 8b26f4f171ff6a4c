package dev.startupguard;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.traffic.InFlight;
import dev.startupguard.traffic.OpenStreams;
import dev.startupguard.traffic.WorkGate;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The work under way, and what keeps the status and the work in step. */
final class Traffic implements GuardListener {

    private static final Duration DRAIN_POLL = Duration.ofMillis(5);

    private final InFlight safeRequests = new InFlight();
    private final InFlight unsafeRequests = new InFlight();
    private final InFlight readingWork = new InFlight();
    private final InFlight writingWork = new InFlight();
    private final Refusals refusals = new Refusals();
    private final OpenStreams streams;
    private final WorkGate readingGate;
    private final WorkGate writingGate;
    private final Supplier<GuardStatus> status;

    /** @param streamCloser closes long-lived streams, which may take its time */
    Traffic(Supplier<GuardStatus> status, Executor streamCloser) {
        this.status = status;
        this.streams = new OpenStreams(streamCloser);
        this.readingGate = new WorkGate(() -> admitsWork(true), readingWork);
        this.writingGate = new WorkGate(() -> admitsWork(false), writingWork);
    }

    InFlight requests(boolean safe) {
        return safe ? safeRequests : unsafeRequests;
    }

    Refusals refusals() {
        return refusals;
    }

    WorkGate gate(boolean safe) {
        return safe ? readingGate : writingGate;
    }

    OpenStreams streams() {
        return streams;
    }

    Work work() {
        return new Work(
                safeRequests.count(),
                unsafeRequests.count(),
                streams.connections(),
                readingWork.count(),
                writingWork.count());
    }

    /** Whether the mode or the drain is in force, and no work is left that it affects. */
    boolean isDrained() {
        GuardStatus now = status.get(); // before the work: what comes after it sees this status or a later one
        if (now.phase() == Phase.DRAINING || now.mode() == MaintenanceMode.ON) {
            return work().total() == 0;
        }
        return now.mode() == MaintenanceMode.READ_ONLY && work().writing() == 0;
    }

    /** Waits until {@link #isDrained}; false if it did not come to that within the limit. */
    boolean awaitDrained(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!isDrained()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for work to finish");
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(DRAIN_POLL.toNanos());
        }
        return true;
    }

    @Override
    public void changed(GuardStatus before, GuardStatus after) {
        if (isOpenForStreams(after) != isOpenForStreams(before)) {
            setStreams(after);
        }
        readingGate.changed();
        writingGate.changed();
    }

    /** Opens or closes the long-lived streams by the status. */
    void setStreams(GuardStatus now) {
        if (isOpenForStreams(now)) {
            streams.reopen();
        } else {
            streams.closeAll();
        }
    }

    /** Requests still pass while draining, since clients were promised so; new background work can wait for another instance. */
    private boolean admitsWork(boolean safe) {
        return status.get().admission(safe) == Admission.PASS;
    }

    private static boolean isOpenForStreams(GuardStatus status) {
        return status.admission(true) == Admission.PASS;
    }
}
