package dev.startupguard.servlet;

import dev.startupguard.Phase;

/** How an instance can stand when a platform asks, as a build that bundles versions 1 and 2. */
enum InstanceState {
    STARTING("starting", Phase.STARTING, ""),
    BEHIND("schema behind", Phase.HOLDING, "needs a migration that is not applied: 2"),
    BROKEN("migration failed", Phase.HOLDING, "Migration 2 (second) is marked as failed"),
    TOO_OLD("below the floor", Phase.HOLDING, "accepts only builds of schema version 3 or later"),
    WARMING("warming", Phase.WARMING, ""),
    SERVING("serving", Phase.SERVING, ""),
    DATABASE_GONE("database gone", Phase.SERVING, ""),
    READ_ONLY("read-only", Phase.SERVING, "Maintenance mode is read-only"),
    MAINTENANCE("maintenance", Phase.SERVING, "Maintenance mode is on"),
    MAINTENANCE_BEHIND("maintenance, schema behind", Phase.HOLDING, "Maintenance mode is on"),
    DRAINING("draining", Phase.DRAINING, "Leaving rotation"),
    FAILED("failed for good", Phase.SERVING, "out of order");

    final String title;
    final Phase phase;
    /** Part of what the readiness probe says. */
    final String reason;

    InstanceState(String title, Phase phase, String reason) {
        this.title = title;
        this.phase = phase;
        this.reason = reason;
    }

    String mode() {
        return switch (this) {
            case READ_ONLY -> "read-only";
            case MAINTENANCE, MAINTENANCE_BEHIND -> "on";
            default -> "off";
        };
    }
}
