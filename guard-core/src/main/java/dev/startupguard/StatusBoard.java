package dev.startupguard;

import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.schema.OnIncompatible;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns facts into the published status, one change at a time, and tells the listeners in order. */
final class StatusBoard {

    private static final Logger log = LoggerFactory.getLogger(StartupGuard.class);

    /** Longer than a listener takes, shorter than whoever closes the guard wants to wait for one that hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Change(GuardStatus before, GuardStatus after) {}

    private final GuardIdentity identity;
    private final AdmissionRules rules;
    private final OnIncompatible onIncompatible;
    private final BlockedMigrations blocked;
    private final Clock clock;
    private final Executor notifier;
    private final List<GuardListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final Queue<Change> untold = new ConcurrentLinkedQueue<>();
    private Facts facts;
    private volatile GuardStatus status;

    StatusBoard(
            GuardConfiguration configuration, Facts facts, BlockedMigrations blocked, Clock clock, Executor notifier) {
        this.identity = configuration.identity();
        this.rules = new AdmissionRules(configuration.warmUp().gateTraffic(), configuration.readyInMaintenance());
        this.onIncompatible = configuration.schema().onIncompatible();
        this.blocked = blocked;
        this.clock = clock;
        this.notifier = notifier;
        this.facts = facts;
        this.status = render(facts, facts.phase(onIncompatible), clock.instant());
    }

    GuardStatus status() {
        return status;
    }

    void add(GuardListener listener) {
        listeners.add(listener);
    }

    void remove(GuardListener listener) {
        listeners.remove(listener);
    }

    void update(UnaryOperator<Facts> change) {
        synchronized (this) {
            facts = change.apply(facts);
            GuardStatus before = status;
            Phase phase = facts.phase(onIncompatible);
            GuardStatus after = render(facts, phase, phase == before.phase() ? before.phaseSince() : clock.instant());
            if (after.equals(before)) {
                return;
            }
            status = after;
            untold.add(new Change(before, after));
        }
        notifier.execute(() -> tell(PATIENCE));
    }

    synchronized boolean isSchemaUsable() {
        return facts.isSchemaUsable(onIncompatible);
    }

    private GuardStatus render(Facts facts, Phase phase, Instant since) {
        return new GuardStatus(
                identity,
                phase,
                since,
                facts.admittingPhase(onIncompatible),
                facts.maintenance(),
                facts.verdict(),
                facts.checkFailure(),
                facts.warmUp(),
                blocked.all(),
                facts.failure(),
                facts.objections(),
                facts.hasStarted(),
                rules);
    }

    /**
     * Tells the listeners what they have not heard yet, one thread at a time and hence in order.
     *
     * @param patience how long to wait for a listener that another thread is telling; zero not to wait
     */
    void tell(Duration patience) {
        try {
            if (!telling.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            Change change;
            while ((change = untold.poll()) != null) {
                StatusLog.write(log, change.before(), change.after());
                for (GuardListener listener : listeners) {
                    tell(listener, change);
                }
            }
        } finally {
            telling.unlock();
        }
    }

    private static void tell(GuardListener listener, Change change) {
        try {
            listener.changed(change.before(), change.after());
        } catch (Throwable e) { // an Error of one must not keep the others from hearing
            log.warn("A listener of the guard failed; the others are told all the same. Mend {}.", listener, e);
        }
    }
}
