package dev.startupguard.cli;

import dev.startupguard.cli.console.PasswordPrompt;
import dev.startupguard.cli.console.Session;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The release tool's entry point. */
public final class Guard {
    private Guard() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Not System.out, which hides that the reader hung up.
        Session session = new Session(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(System.err, true),
                PasswordPrompt.terminal());
        System.exit(run(session, arguments));
    }

    /** Runs one command inside another program and returns its exit code. */
    public static int run(Session session, String... arguments) {
        return GuardCommand.line(session).execute(arguments);
    }
}
