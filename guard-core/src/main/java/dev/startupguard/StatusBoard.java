package dev.startupguard;

import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.schema.OnIncompatible;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Turns facts into the published status, one change at a time, and has the guard's own parts and others' listeners told. */
final class StatusBoard {
    private final GuardIdentity identity;
    private final AdmissionRules rules;
    private final OnIncompatible onIncompatible;
    private final BlockedMigrations blocked;
    private final Clock clock;
    private final Announcements own;
    private final Announcements others;
    private Facts facts;
    private volatile GuardStatus status;

    /** @param own and others are told apart, so that a listener of others that hangs holds up nothing of the guard's own */
    StatusBoard(
            GuardConfiguration configuration,
            Facts facts,
            BlockedMigrations blocked,
            Clock clock,
            Announcements own,
            Announcements others) {
        this.identity = configuration.identity();
        this.rules = new AdmissionRules(configuration.warmUp().gateTraffic(), configuration.readyInMaintenance());
        this.onIncompatible = configuration.schema().onIncompatible();
        this.blocked = blocked;
        this.clock = clock;
        this.own = own;
        this.others = others;
        this.facts = facts;
        this.status = render(facts, facts.phase(onIncompatible), clock.instant());
    }

    GuardStatus status() {
        return status;
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
            own.keep(before, after);
            others.keep(before, after);
        }
        own.tell();
        others.tell();
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
}
