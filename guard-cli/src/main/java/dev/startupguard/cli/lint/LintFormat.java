package dev.startupguard.cli.lint;

/** How the findings are written: for people, for programs, or for code scanning. */
public enum LintFormat {
    TEXT,
    JSON,
    SARIF
}
