package dev.startupguard.cli.migrate;

/** Puts the fleet into maintenance mode around a run: the seam for {@code guard maintenance}. */
public interface MaintenanceSwitch {

    /** Switches on, waits until the work under way has drained, and says what was done. */
    String enter();

    /** Switches back after a run that went well, and says so; after a failed one the mode stays. */
    String leave();

    /** For as long as there is nothing to switch. */
    static MaintenanceSwitch none() {
        return new MaintenanceSwitch() {
            @Override
            public String enter() {
                return "not switched; this tool cannot do it yet.";
            }

            @Override
            public String leave() {
                return "not switched.";
            }
        };
    }
}
