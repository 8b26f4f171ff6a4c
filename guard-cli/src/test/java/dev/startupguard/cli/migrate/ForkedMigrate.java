package dev.startupguard.cli.migrate;

import dev.startupguard.test.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@code guard migrate} in a process of its own, which can be killed. */
final class ForkedMigrate implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path output;

    private ForkedMigrate(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ForkedMigrate start(Release release, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--no-backup");
        return fork(release, all);
    }

    static ForkedMigrate startWithBackup(Release release, String command, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--backup-command", command, "--backup-file", "backup"));
        return fork(release, all);
    }

    private static ForkedMigrate fork(Release release, List<String> options) throws IOException {
        FreshDatabase database = release.database();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.startupguard.cli.Guard",
                "migrate",
                "--locations",
                release.location(),
                "--url",
                database.url(),
                "--user",
                database.user()));
        command.addAll(options);
        Path output = Files.createTempFile(release.folder(), "forked", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(release.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("GUARD_DB_PASSWORD", database.password());
        return new ForkedMigrate(builder.start(), output);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until something is seen in the database, or in the output. */
    void awaitThat(BooleanSupplier seen) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive() && !seen.getAsBoolean()) {
                throw new AssertionError("Not seen. The process says: " + output());
            }
            Thread.onSpinWait();
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    long pid() {
        return process.pid();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end. The process says: " + output());
        }
        return process.exitValue();
    }

    /** As {@code kill -9}; what the process had started goes too. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
