package dev.startupguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.console.PasswordPrompt;
import dev.startupguard.cli.console.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "check", "script", "lint", "migrate", "init", "floor", "floor show", "floor raise"})
    void helpIsOnStandardOutput(String command) {
        GuardRun run =
                new GuardRun.Calls(folder).run((command + " --help").strip().split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        Golden.assertSame("help" + (command.isEmpty() ? "" : "-" + command.replace(' ', '-')) + ".txt", run.out());
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(new GuardRun.Calls(folder).run("--version").out()).matches("guard \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void theShellCompletionKnowsTheCommands() {
        GuardRun run = new GuardRun.Calls(folder).run("generate-completion");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("check", "floor", "--default-schema");
        assertThat(run.out()).contains("(\"auto\" \"bar\" \"lines\")").doesNotContainPattern("option_args=\\(\"[A-Z]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "Bar", "LINES"})
    void valuesAreTakenInUpperAndLowerCase(String value) {
        GuardRun run = new GuardRun.Calls(folder).run("migrate", "--progress", value);

        assertThat(run.err()).doesNotContain("--progress");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chekc",
                "check --no-such-option",
                "check --min x --url jdbc:h2:mem:x",
                "floor",
                "floor raise 3"
            })
    void wrongUsageSaysWhatWasExpectedAndEndsWith2(String arguments) {
        GuardRun run = new GuardRun.Calls(folder).run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Expected: guard", "What to do: see guard", "--help.");
    }

    @Test
    void wrongUsageNamesWhatThereIs() {
        GuardRun.Calls guard = new GuardRun.Calls(folder);

        assertThat(guard.run("frobnicate").err())
                .contains("'frobnicate'", "check, script, lint, migrate, init, floor, generate-completion");
        assertThat(guard.run("floor", "lower").err()).contains("'lower'", "show, raise");
        assertThat(guard.run("check", "--placeholder", "x").err())
                .contains("Value for option '--placeholder'")
                .doesNotContain("option option");
        assertThat(guard.run("script", "--dialect", "oracle").err()).contains("[postgresql, mariadb, mysql");
        assertThat(guard.run("script", "--idempotent").err()).contains("[postgresql, mariadb, mysql");
    }

    @Test
    void aClosedPipeIsNoSuccess() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        StringWriter err = new StringWriter();
        PasswordPrompt nobody = question -> null;
        int exitCode = GuardCommand.line(new Session(Map.of(), folder, closed, new PrintWriter(err, true), nobody))
                .execute("check", "--url", "jdbc:h2:mem:pipe", "--locations", "filesystem:" + folder);

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("could not be written to standard output: Broken pipe");
    }
}
