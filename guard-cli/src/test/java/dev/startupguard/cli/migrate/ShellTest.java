package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.cli.console.CliFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command goes to cmd there")
class ShellTest {
    @TempDir
    Path folder;

    @Test
    void bashIsTakenWhereThePathLeadsToIt() throws IOException {
        Path bash =
                Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("bash"));
        String path = "relative::" + folder + ":" + bash.getParent();

        assertThat(Shell.call("a", path)).containsExactly("sh", "-c", "a");
        assertThat(bash.toFile().setExecutable(true)).isTrue();
        assertThat(Shell.call("a | b", path)).containsExactly(bash.toString(), "-o", "pipefail", "-c", "a | b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_dump shop | gzip > x",
                "a|b",
                "a 2>&1 |& b",
                "a || b | c",
                "echo 'it' | b",
                "echo \"$(a | b)\"",
                "echo \"$(a \"x\" | b)\"",
                "echo \"`a | b`\"",
                "echo \"it's\" | b 'x'",
                "echo set -o pipefail; a | b",
            })
    void withoutBashAPipeIsRefused(String command) {
        assertThatThrownBy(() -> Shell.call(command, folder.toString()))
                .isInstanceOf(CliFailure.class)
                .hasMessageContainingAll("has a pipe", "no bash", "GUARD_BACKUP_FILE", "set -o pipefail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_dump -Fc -f \"$GUARD_BACKUP_FILE\" shop",
                "a || exit 1",
                "a >| x",
                "echo 'a | b'",
                "echo \"a | b\"",
                "echo \"a\\\" | b\"",
                "echo a\\|b",
                "set -o pipefail; a | b",
                "set -eo pipefail && a | b",
                "set -o pipefail\na | b",
            })
    void withoutBashWhatHasNoPipeOrSaysPipefailItselfGoesToSh(String command) {
        assertThat(Shell.call(command, folder.toString())).containsExactly("sh", "-c", command);
    }
}
