package dev.startupguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jar that is handed out, in a process of its own. */
class GuardJarIT {
    private static final Path JAR = Path.of("target/guard.jar").toAbsolutePath();

    @TempDir
    Path folder;

    private record Run(int exitCode, String out, String err) {}

    private Run guard(List<String> jvm, FreshDatabase database, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--url", database.url(), "--user", database.user()));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("GUARD_DB_PASSWORD", database.password());
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    @ParameterizedTest
    @EnumSource
    void holdsDriversAndFlywaysPluginsOfAllDatabases(TestDatabase kind) throws Exception {
        FreshDatabase database = kind == TestDatabase.H2 ? TestDatabase.h2File(folder) : kind.create();
        Files.createDirectories(folder.resolve("m"));
        Files.writeString(folder.resolve("m/V1__a.sql"), "CREATE TABLE a (id INT);");

        Run init = guard(List.of(), database, "init");
        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(init.err()).doesNotContain("SLF4J", "INFO", "Using H2");
        Run script = guard(List.of(), database, "script", "--locations", "filesystem:" + folder.resolve("m"));
        assertThat(script.exitCode()).as(script.err()).isZero();
        assertThat(script.out()).contains("CREATE TABLE a (id INT);");
        Run check = guard(List.of(), database, "check", "--locations", "filesystem:" + folder.resolve("m"));
        assertThat(check.out()).contains("Unreadable");
    }

    @Test
    void holdsTheDriverOfSqlServer() throws Exception {
        Files.createDirectories(folder.resolve("m"));
        FreshDatabase nowhere = new FreshDatabase(
                TestDatabase.H2, "jdbc:sqlserver://127.0.0.1:1;databaseName=shop;loginTimeout=1", "owner", "geheim");

        Run script = guard(List.of(), nowhere, "script", "--locations", "filesystem:" + folder.resolve("m"));

        assertThat(script.exitCode()).as(script.err()).isEqualTo(3);
        assertThat(script.err())
                .contains("The database jdbc:sqlserver://127.0.0.1:1 cannot be used", "TCP/IP")
                .doesNotContain("geheim", "SLF4J", "SQLServerConnection");
    }

    @ParameterizedTest
    @EnumSource
    void appliesMigrations(TestDatabase kind) throws Exception {
        FreshDatabase database = kind == TestDatabase.H2 ? TestDatabase.h2File(folder) : kind.create();
        Files.createDirectories(folder.resolve("m"));
        Files.writeString(folder.resolve("m/V1__a.sql"), "CREATE TABLE a (id INT);");

        Run run = guard(
                List.of(), database, "migrate", "--no-backup", "--locations", "filesystem:" + folder.resolve("m"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("V1__a.sql, 1 statement");
        assertThat(run.err()).contains("1/1 line 1: ").doesNotContain("SLF4J", "INFO", "Using H2");
    }

    @Test
    void aDataMigrationLargerThanTheMemoryStreams() throws Exception {
        FreshDatabase database = TestDatabase.h2File(folder);
        Files.createDirectories(folder.resolve("m"));
        try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("m/V1__data.sql"))) {
            writer.write("CREATE TABLE a (id INT, text VARCHAR(2000));\n");
            String text = "x".repeat(1900);
            for (int i = 0; i < 32_000; i++) {
                writer.write("INSERT INTO a VALUES (" + i + ", '" + text + "');\n");
            }
        }

        Run run = guard(
                List.of("-Xmx48m"),
                database,
                "script",
                "--locations",
                "filesystem:" + folder.resolve("m"),
                "-o",
                "data.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.size(folder.resolve("data.sql"))).isGreaterThan(60_000_000);
    }
}
