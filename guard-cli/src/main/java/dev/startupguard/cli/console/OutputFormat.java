package dev.startupguard.cli.console;

import java.util.Locale;

/** How a command writes its answer: for people or for programs. */
public enum OutputFormat {
    TEXT,
    JSON;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
