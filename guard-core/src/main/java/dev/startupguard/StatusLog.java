package dev.startupguard;

import org.slf4j.Logger;

/** What an operator reads at night: each change once, with its reason. Changes of the mode are logged where they are decided. */
final class StatusLog {

    private StatusLog() {}

    static void write(Logger log, GuardStatus before, GuardStatus after) {
        writeSchema(log, before, after);
        if (before.phase() != after.phase()) {
            log.info("{} -> {}: {}", before.phase(), after.phase(), after.phaseReason());
        }
        writeObjections(log, before, after);
        if (after.failure() != null && before.failure() == null) {
            log.error("This instance can never serve and is no longer live: {}", after.failure());
        }
    }

    /** Readiness where the application's word made the difference alone: every start and stop brings some that did not. */
    private static void writeObjections(Logger log, GuardStatus before, GuardStatus after) {
        if (before.objections().equals(after.objections())) {
            return;
        }
        if (before.isReady() && !after.isReady()) {
            log.info("Not ready: {}", after.objections().toReadiness());
        } else if (!before.isReady() && after.isReady()) {
            log.info("Ready, by the application's own word.");
        }
        if (before.isLive() && !after.isLive()) {
            log.error("Not live: {}", after.objections().toLiveness());
        } else if (!before.isLive() && after.isLive()) {
            log.info("Live again, by the application's own word.");
        }
    }

    private static void writeSchema(Logger log, GuardStatus before, GuardStatus after) {
        if (after.verdict() != null && !after.verdict().equals(before.verdict())) {
            if (after.verdict().isCompatible()) {
                log.info("{}", after.verdict().message());
            } else {
                log.warn("{}", after.verdict().message());
            }
        }
        if (after.checkFailure() != null && before.checkFailure() == null) {
            log.warn(
                    "The schema cannot be checked; the last verdict holds. {}",
                    after.checkFailure().message());
        }
        if (after.checkFailure() == null && before.checkFailure() != null) {
            log.info("The schema can be checked again.");
        }
    }
}
