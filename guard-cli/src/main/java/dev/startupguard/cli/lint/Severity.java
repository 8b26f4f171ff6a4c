package dev.startupguard.cli.lint;

import java.util.Locale;

/** How much a finding weighs. */
public enum Severity {
    /** Looked at and let through: suppressed with a reason, or covered by a raise of the floor. */
    NOTE,
    WARNING,
    ERROR;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
