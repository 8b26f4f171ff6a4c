package dev.startupguard.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks and pipes that do not take the whole script, in processes as a shell starts them. */
class ScriptOutputTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder;

    @BeforeEach
    void moreThanBuffersHold() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(BASH), "there is no " + BASH + " on this machine");
        Files.createDirectories(folder.resolve("m"));
        Files.writeString(
                folder.resolve("m/V1__a.sql"),
                "CREATE TABLE a (id INT);\n" + "INSERT INTO a VALUES (1);\n".repeat(5_000));
    }

    @Test
    void aFullDiskBehindStandardOutputIsSaid() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full on this machine");

        assertThat(shell("guard > /dev/full"))
                .contains("could not be written to standard output", "No space left", "exit code 2");
    }

    @Test
    void aReaderThatHangsUpIsSaid() throws Exception {
        assertThat(shell("guard | head -1; (exit ${PIPESTATUS[0]})"))
                .contains("-- All migrations of a build", "could not be written to standard output", "exit code 2");
    }

    @Test
    void aFileThatCannotBecomeAsLargeIsNotLeftHalfWritten() throws Exception {
        assertThat(shell("ulimit -f 8; guard -o out.sql")).contains("out.sql could not be written", "exit code 2");
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().matches(".*(out\\.sql|partial)"));
        }
    }

    /** Runs a line with a function {@code guard} for the command under test; gives what was said, and the exit code. */
    private String shell(String line) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String guard =
                "guard() { '" + java + "' -XX:-UsePerfData -cp \"$CP\" dev.startupguard.cli.Guard script --idempotent"
                        + " --dialect postgresql --locations filesystem:m \"$@\"; }\n";
        Path said = Files.createTempFile("shell", ".txt");
        ProcessBuilder bash = new ProcessBuilder(List.of(BASH.toString(), "-c", guard + line + "\n"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().put("CP", System.getProperty("java.class.path"));
        int exitCode = bash.start().waitFor();
        String text = Files.readString(said);
        Files.delete(said);
        return text + "exit code " + exitCode;
    }
}
