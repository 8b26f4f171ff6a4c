package dev.startupguard.cli.console;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks a person for a password. */
@FunctionalInterface
public interface PasswordPrompt {

    /** The password, or null where nobody can be asked. */
    @Nullable
    String ask(String question);

    /** On the terminal, if there is one. */
    static PasswordPrompt terminal() {
        return question -> {
            Console terminal = System.console();
            char[] password = terminal == null ? null : terminal.readPassword("%s", question);
            return password == null ? null : new String(password);
        };
    }
}
