package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;

/** What a platform asks an instance. */
enum Probe {
    LIVE {
        @Override
        boolean isUp(GuardStatus status) {
            return status.isLive();
        }
    },
    STARTED {
        @Override
        boolean isUp(GuardStatus status) {
            return status.hasStarted();
        }
    },
    READY {
        @Override
        boolean isUp(GuardStatus status) {
            return status.isReady();
        }
    };

    abstract boolean isUp(GuardStatus status);
}
