package dev.startupguard.cli.console;

/** What the exit code of {@code guard} says. */
public final class ExitCode {
    public static final int FINE = 0;
    /** Something to look at: an incompatible build, a refused script. */
    public static final int FINDING = 1;
    /** Wrong options, or files that cannot be read or written. */
    public static final int USAGE = 2;
    /** The database is not reachable, or refuses. */
    public static final int DATABASE = 3;
    /** A migration failed; the database needs attention. */
    public static final int MIGRATION = 4;

    private ExitCode() {}
}
