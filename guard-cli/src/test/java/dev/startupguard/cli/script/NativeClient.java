package dev.startupguard.cli.script;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The databases' own clients as an operator runs them, with no more flags than the script's header names. */
final class NativeClient {
    private NativeClient() {}

    /** What a client said and how it ended. */
    record Run(int exitCode, String output) {}

    static Run run(FreshDatabase database, Path script) {
        return run(database, script, List.of());
    }

    /** With flags of the operator's own, for MariaDB. */
    static Run run(FreshDatabase database, Path script, List<String> flags) {
        return switch (database.kind()) {
            case POSTGRESQL ->
                execute(
                        Map.of("PGPASSWORD", database.password(), "PGCLIENTENCODING", "LATIN1"),
                        null,
                        List.of("psql", "-X", "-d", libpq(database), "-f", script.toString()));
            case MARIADB -> {
                List<String> command = mariaDb("mariadb", database);
                command.addAll(List.of("--batch", "--comments", "-D", name(database)));
                command.addAll(flags);
                yield execute(Map.of("MYSQL_PWD", database.password()), script, command);
            }
            case H2 ->
                execute(
                        Map.of(),
                        null,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.h2.tools.RunScript",
                                "-url",
                                database.url(),
                                "-user",
                                database.user(),
                                "-password",
                                database.password(),
                                "-script",
                                script.toString()));
        };
    }

    /** Everything in the database but the rows of the history, as the database's own tools write it. */
    static String dump(FreshDatabase database) {
        Run run = switch (database.kind()) {
            case POSTGRESQL ->
                execute(
                        Map.of("PGPASSWORD", database.password()),
                        null,
                        List.of("pg_dump", "--inserts", "--exclude-table-data=flyway_schema_history", libpq(database)));
            case MARIADB -> {
                List<String> command = mariaDb("mariadb-dump", database);
                command.addAll(List.of(
                        "--routines",
                        "--events",
                        "--skip-dump-date",
                        "--skip-extended-insert",
                        "--ignore-table-data=" + name(database) + ".flyway_schema_history",
                        name(database)));
                yield execute(Map.of("MYSQL_PWD", database.password()), null, command);
            }
            case H2 ->
                new Run(
                        0,
                        String.join("\n", database.column("SCRIPT NOSETTINGS"))
                                .replaceAll("(?s)INSERT INTO \"PUBLIC\".\"flyway_schema_history\".*?;", ""));
        };
        if (run.exitCode() != 0) {
            throw new IllegalStateException("The dump failed: " + run.output());
        }
        // Without what is random: a key of pg_dump, and the salt of H2's users.
        return run.output()
                .replace(name(database), "DATABASE")
                .replaceAll("(?m)^\\\\(un)?restrict .*$", "")
                .replaceAll("(?m)^CREATE USER .*$", "");
    }

    private static String libpq(FreshDatabase database) {
        return database.url()
                .substring("jdbc:".length())
                .replaceFirst("\\?.*$", "")
                .replaceFirst("//", "//" + database.user() + "@");
    }

    private static List<String> mariaDb(String program, FreshDatabase database) {
        String[] address =
                database.url().replaceFirst("^jdbc:[a-z]+://([^/]+)/.*$", "$1").split(":");
        return new ArrayList<>(List.of(
                program,
                "--no-defaults",
                "-h",
                address[0].equals("localhost") ? "127.0.0.1" : address[0],
                "-P",
                address[1],
                "-u",
                database.user()));
    }

    private static String name(FreshDatabase database) {
        return database.kind() == TestDatabase.H2
                ? database.url()
                : database.url().replaceFirst("^.*/([^/?]+)(\\?.*)?$", "$1");
    }

    private static Run execute(Map<String, String> environment, @Nullable Path input, List<String> command) {
        String program = command.get(0);
        Assumptions.assumeTrue(
                program.contains("/") || isInstalled(program), program + " is not installed on this machine");
        try {
            Path output = Files.createTempFile("client", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(
                    input == null
                            ? ProcessBuilder.Redirect.from(new File("/dev/null"))
                            : ProcessBuilder.Redirect.from(input.toFile()));
            builder.environment().putAll(environment);
            int exitCode = builder.start().waitFor();
            String text = Files.readString(output);
            Files.delete(output);
            return new Run(exitCode, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
