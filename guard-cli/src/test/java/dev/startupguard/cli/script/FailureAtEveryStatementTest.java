package dev.startupguard.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A script that stops at any statement leaves what Flyway leaves when it fails there. */
class FailureAtEveryStatementTest {
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of("CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)"),
            List.of(
                    "INSERT INTO a VALUES (2)",
                    "CREATE TABLE b (id INT)",
                    "INSERT INTO b VALUES (1)",
                    "UPDATE a SET id = 3 WHERE id = 2"),
            List.of("INSERT INTO b VALUES (2)", "DELETE FROM a"));

    @TempDir
    Path folder;

    static Stream<Arguments> everyStatementOfEveryDatabase() {
        int statements = MIGRATIONS.stream().mapToInt(List::size).sum();
        return TestDatabase.all()
                .flatMap(kind -> IntStream.range(0, statements)
                        .boxed()
                        .flatMap(at -> Stream.of(Arguments.of(kind, at, false), Arguments.of(kind, at, true))));
    }

    @ParameterizedTest
    @MethodSource("everyStatementOfEveryDatabase")
    void aStoppedScriptLeavesWhatAFailedFlywayLeaves(TestDatabase kind, int failsBefore, boolean idempotent)
            throws IOException {
        Path migrations = migrationsThatFailBefore(failsBefore);
        FreshDatabase byFlyway = create(kind, "flyway");
        FreshDatabase byScript = create(kind, "script");
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        List<String> script =
                new ArrayList<>(List.of("script", "--locations", "filesystem:" + migrations, "-o", "out.sql"));
        if (idempotent) {
            script.addAll(List.of("--idempotent", "--dialect", ScriptTest.lower(kind)));
        }
        String[] command = script.toArray(String[]::new);
        GuardRun written = idempotent ? guard.run(command) : guard.on(byScript, command);
        assertThat(written.exitCode()).as(written.err()).isZero();

        assertThatThrownBy(() -> ScriptTest.flyway(byFlyway, migrations).load().migrate())
                .isInstanceOf(FlywayException.class);
        NativeClient.Run run = NativeClient.run(byScript, folder.resolve("out.sql"));

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(ScriptTest.history(byScript)).isEqualTo(ScriptTest.history(byFlyway));
        assertThat(NativeClient.dump(byScript)).isEqualTo(NativeClient.dump(byFlyway));
        assertThat(guard.on(byScript, "check", "--locations", "filesystem:" + migrations)
                        .exitCode())
                .isEqualTo(1);
    }

    private Path migrationsThatFailBefore(int statement) throws IOException {
        Path migrations = Files.createDirectories(folder.resolve("migrations"));
        int count = 0;
        for (int i = 0; i < MIGRATIONS.size(); i++) {
            List<String> statements = new ArrayList<>();
            for (String each : MIGRATIONS.get(i)) {
                if (count++ == statement) {
                    statements.add("INSERT INTO no_such_table VALUES (1)");
                }
                statements.add(each);
            }
            Files.writeString(migrations.resolve("V" + (i + 1) + "__m.sql"), String.join(";\n", statements) + ";\n");
        }
        return migrations;
    }

    private FreshDatabase create(TestDatabase kind, String folderName) {
        return kind == TestDatabase.H2 ? TestDatabase.h2File(folder.resolve(folderName)) : kind.create();
    }
}
