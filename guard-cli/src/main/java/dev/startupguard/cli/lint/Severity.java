package dev.startupguard.cli.lint;

/** How much a finding weighs. */
public enum Severity {
    /** Looked at and let through: suppressed with a reason, or covered by a raise of the floor. */
    NOTE,
    WARNING,
    ERROR
}
