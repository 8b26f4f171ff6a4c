package dev.startupguard.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessOfTheSameNumberLeftIsInNobodysWay() throws IOException {
        Path left = folder.resolve(".release.sql." + ProcessHandle.current().pid() + ".partial");
        Files.writeString(left, "half");

        new NewFile(folder.resolve("release.sql")).write(writer -> writer.write("whole"));

        assertThat(folder.resolve("release.sql")).hasContent("whole");
        assertThat(left).hasContent("half");
        assertThat(names()).hasSize(2);
    }

    @Test
    void aNameThatIsTakenMeanwhileIsNotOverwritten() throws IOException {
        Path target = folder.resolve("release.sql");
        NewFile file = new NewFile(target);

        assertThatThrownBy(() -> file.write(writer -> Files.writeString(target, "of another")))
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining("release.sql exists already");

        assertThat(target).hasContent("of another");
        assertThat(names()).containsExactly("release.sql");
    }

    @Test
    void ofTwoThatEndAtTheSameMomentOneIsToldThatTheNameIsTaken() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int round = 0; round < 50; round++) {
                Path target = folder.resolve(round + ".sql");
                CyclicBarrier allHaveWritten = new CyclicBarrier(WRITERS);
                Callable<Boolean> write = () -> isWritten(target, allHaveWritten);

                List<Future<Boolean>> ends = writers.invokeAll(List.of(write, write, write, write));

                int written = 0;
                for (Future<Boolean> end : ends) {
                    written += end.get() ? 1 : 0;
                }
                assertThat(written).as("round " + round).isEqualTo(1);
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(names()).hasSize(50).noneMatch(name -> name.endsWith(".partial"));
    }

    private static boolean isWritten(Path target, CyclicBarrier allHaveWritten) {
        NewFile file = new NewFile(target);
        try {
            file.write(writer -> {
                try {
                    allHaveWritten.await(60, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IOException(e);
                }
            });
            return true;
        } catch (CliFailure e) {
            assertThat(e).hasMessageContaining("exists already");
            return false;
        }
    }

    /** The file system of a zip file is one of those. */
    @Test
    void whereAFileHasOneNameOnlyItIsRenamed() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("x.zip").toUri());
        try (FileSystem noLinks = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path target = noLinks.getPath("/release.sql");

            new NewFile(target).write(writer -> writer.write("whole"));

            assertThat(Files.readString(target)).isEqualTo("whole");
            NewFile meanwhile = new NewFile(noLinks.getPath("/taken.sql"));
            assertThatThrownBy(() ->
                            meanwhile.write(writer -> Files.writeString(noLinks.getPath("/taken.sql"), "of another")))
                    .hasMessageContaining("taken.sql exists already");
            assertThat(Files.readString(noLinks.getPath("/taken.sql"))).isEqualTo("of another");
            try (var files = Files.list(noLinks.getPath("/"))) {
                assertThat(files).hasSize(2);
            }
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
