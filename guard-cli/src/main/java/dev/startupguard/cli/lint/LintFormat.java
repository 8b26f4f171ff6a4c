package dev.startupguard.cli.lint;

import java.util.Locale;

/** How the findings are written: for people, for programs, or for code scanning. */
public enum LintFormat {
    TEXT,
    JSON,
    SARIF;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
