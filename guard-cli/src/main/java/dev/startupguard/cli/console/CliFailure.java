package dev.startupguard.cli.console;

import org.jspecify.annotations.Nullable;

/** Ends a command with an exit code and three parts for the person who reads it: found, expected, what to do. */
public final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Something that a person has to look at, see {@link ExitCode#FINDING}. */
    public static CliFailure finding(String found, String expected, String whatToDo) {
        return new CliFailure(ExitCode.FINDING, message(found, expected, whatToDo), null);
    }

    /** Wrong options or files, see {@link ExitCode#USAGE}. */
    public static CliFailure usage(String found, String expected, String whatToDo) {
        return new CliFailure(ExitCode.USAGE, message(found, expected, whatToDo), null);
    }

    /** As {@link #usage(String, String, String)}, with its cause. */
    public static CliFailure usage(String found, String expected, String whatToDo, Throwable cause) {
        return new CliFailure(ExitCode.USAGE, message(found, expected, whatToDo), cause);
    }

    /** The database is not reachable or refuses, see {@link ExitCode#DATABASE}. */
    public static CliFailure database(String found, String expected, String whatToDo, Throwable cause) {
        return new CliFailure(ExitCode.DATABASE, message(found, expected, whatToDo), cause);
    }

    /** A migration failed, see {@link ExitCode#MIGRATION}. */
    public static CliFailure migration(String found, String expected, String whatToDo, @Nullable Throwable cause) {
        return new CliFailure(ExitCode.MIGRATION, message(found, expected, whatToDo), cause);
    }

    public int exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String message(String found, String expected, String whatToDo) {
        return found + "\nExpected: " + expected + "\nWhat to do: " + whatToDo;
    }
}
