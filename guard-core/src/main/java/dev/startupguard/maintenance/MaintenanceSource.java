package dev.startupguard.maintenance;

import java.util.Optional;

/** A place that may say something about maintenance, such as a file. Read by one thread at a time. */
@FunctionalInterface
public interface MaintenanceSource {

    /**
     * What this source says now; empty if it has no opinion.
     *
     * @throws Exception if it cannot be read, which is not the same as having no opinion: the opinion read last goes on to hold. The
     *     message is shown to operators
     */
    Optional<MaintenanceState> read() throws Exception;
}
