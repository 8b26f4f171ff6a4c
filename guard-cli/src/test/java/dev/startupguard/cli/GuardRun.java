package dev.startupguard.cli;

import dev.startupguard.cli.console.Session;
import dev.startupguard.test.FreshDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of {@code guard} in this process.
 *
 * @param out what went to standard output
 * @param err what went to standard error
 */
public record GuardRun(int exitCode, String out, String err) {

    /** Calls that share an environment and a working directory. */
    public static final class Calls {
        private final Map<String, String> environment = new HashMap<>();
        private final Path workingDirectory;

        public Calls(Path workingDirectory) {
            this.workingDirectory = workingDirectory;
        }

        public Calls with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Names the database by options, and its password by the tool's variable. */
        public GuardRun on(FreshDatabase database, String... arguments) {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--url", database.url(), "--user", database.user()));
            environment.put("GUARD_DB_PASSWORD", database.password());
            return run(all.toArray(String[]::new));
        }

        public GuardRun run(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StringWriter err = new StringWriter();
            Session session =
                    new Session(environment, workingDirectory, out, new PrintWriter(err, true), question -> null);
            int exitCode = GuardCommand.line(session).execute(arguments);
            return new GuardRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
        }
    }
}
