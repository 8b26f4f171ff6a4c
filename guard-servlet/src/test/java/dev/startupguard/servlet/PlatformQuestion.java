package dev.startupguard.servlet;

import java.util.Set;

/** What a platform wants to know, what it does upon an answer, and in which states of an instance it should take it for a yes. */
enum PlatformQuestion {
    LIVE("keeps", "restarts", Set.of(), Set.of(InstanceState.FAILED)),
    STARTED("started", "asks again", Set.of(), Set.of(InstanceState.STARTING)),
    READY(
            "in",
            "out",
            Set.of(),
            Set.of(
                    InstanceState.STARTING,
                    InstanceState.BEHIND,
                    InstanceState.BROKEN,
                    InstanceState.TOO_OLD,
                    InstanceState.WARMING,
                    InstanceState.DRAINING,
                    InstanceState.FAILED)),
    WARM(
            "goes on",
            "stops",
            Set.of(InstanceState.STARTING, InstanceState.WARMING),
            Set.of(
                    InstanceState.BEHIND,
                    InstanceState.BROKEN,
                    InstanceState.TOO_OLD,
                    InstanceState.DRAINING,
                    InstanceState.FAILED));

    /** The one decision that is none: there is no answer before {@code guard.warmup.timeout}. */
    static final String WAITS = "waits";

    private final String yes;
    private final String no;
    private final Set<InstanceState> waitsIn;
    private final Set<InstanceState> noIn;

    PlatformQuestion(String yes, String no, Set<InstanceState> waitsIn, Set<InstanceState> noIn) {
        this.yes = yes;
        this.no = no;
        this.waitsIn = waitsIn;
        this.noIn = noIn;
    }

    String decision(boolean accepted) {
        return accepted ? yes : no;
    }

    String rightDecision(InstanceState state) {
        return waitsIn.contains(state) ? WAITS : decision(!noIn.contains(state));
    }
}
