package dev.startupguard.cli.console;

/** How a command writes its answer: for people or for programs. */
public enum OutputFormat {
    TEXT,
    JSON
}
