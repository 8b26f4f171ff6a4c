package dev.startupguard.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one call of {@code guard} has around it; the process has its own, and a test another.
 *
 * @param environment variables
 * @param workingDirectory where relative paths and Flyway's configuration files are looked up
 * @param data standard output, for answers alone; not buffered, so that a closed pipe is noticed
 * @param progress standard error, for everything else
 * @param prompt asks for a password where nobody gave one
 */
public record Session(
        Map<String, String> environment,
        Path workingDirectory,
        OutputStream data,
        PrintWriter progress,
        PasswordPrompt prompt) {

    public Session {
        environment = Map.copyOf(environment);
    }

    /** Writes an answer, with a line end behind it. */
    public void answer(String text) {
        try {
            data.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            data.flush();
        } catch (IOException e) {
            throw outputLost(e);
        }
    }

    /** Says what goes on, to a person. */
    public void say(String text) {
        progress.println(text);
        progress.flush();
    }

    /** The reader of standard output hung up, or the disk behind it is full. */
    public static CliFailure outputLost(IOException cause) {
        return CliFailure.usage(
                "The answer could not be written to standard output: " + cause.getMessage() + ".",
                "a reader that takes all of it.",
                "look at the program behind the pipe, or at the disk behind the redirection.",
                cause);
    }
}
