package dev.startupguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    @TempDir
    Path folder;

    @Test
    void noDatabaseIsNamed() {
        assertRefused(2, "No database is named", new GuardRun.Calls(folder).run("check"));
    }

    @Test
    void noServerAtTheUrl() {
        GuardRun.Calls guard = new GuardRun.Calls(folder).with("GUARD_DB_PASSWORD", "geheim");
        for (String url : new String[] {
            "jdbc:postgresql://127.0.0.1:1/db?password=geheim", "jdbc:mariadb://127.0.0.1:1/db?password=geheim"
        }) {
            GuardRun run = guard.run("check", "--url", url, "--user", "u");
            assertRefused(3, "cannot be used", run);
            assertThat(run.err()).doesNotContain("geheim", ".:", "..");
        }
    }

    @Test
    void noDriverForTheUrl() {
        assertRefused(
                2,
                "a database of the kinds H2, PostgreSQL or MariaDB",
                new GuardRun.Calls(folder).run("check", "--url", "jdbc:nosuch:db"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://u:hunter2@localhost/x",
                "jdbc:postgresql://u:hun/ter2@localhost/x",
                "jdbc:mariadb://u:hunter2@localhost:1/x"
            })
    void aPasswordInFrontOfTheHostIsRefusedAndNotRepeated(String url) {
        GuardRun run = new GuardRun.Calls(folder).run("check", "--url", url);
        assertRefused(2, "in front of the host", run);
        assertThat(run.err()).doesNotContain("ter2");
    }

    @Test
    void aUrlOfAnotherKindIsAnsweredWithWhatToDo() {
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        assertRefused(2, "jdbc:mariadb:", guard.run("check", "--url", "jdbc:mysql://localhost:1/x"));
        for (String command :
                List.of("check", "lint", "init", "migrate --no-backup", "migrate --dry-run", "floor show")) {
            assertRefused(
                    2,
                    "guard script makes a script of what is pending",
                    guard.run((command + " --url jdbc:sqlserver://localhost:1;password=geheim").split(" ")));
        }
    }

    @Test
    void noMessageHoldsAPasswordParameterOrAPartOfIt() {
        GuardRun run = new GuardRun.Calls(folder).run("check", "--url", "jdbc:nosuch:db?password=ge,heim");
        assertRefused(2, "jdbc:nosuch:db", run);
        assertThat(run.err()).doesNotContain("heim");
    }

    @Test
    void driversLogNothing() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getLoggerName() + ": " + entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            assertRefused(
                    3,
                    "cannot be used",
                    new GuardRun.Calls(folder).run("check", "--url", "jdbc:postgresql://localhost:port/x"));
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    void aWrongPassword(TestDatabase kind) {
        FreshDatabase database = kind.create();
        GuardRun run = new GuardRun.Calls(folder)
                .with("GUARD_DB_PASSWORD", "wrong one")
                .run("floor", "show", "--url", database.url(), "--user", database.user());
        assertRefused(3, "cannot be used", run);
        assertThat(run.err()).doesNotContain("wrong one");
    }

    @Test
    void aUserWhoMayOnlyRead() {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        String reader =
                database.column("SELECT 'reader_of_' || current_database()").get(0);
        database.execute("CREATE ROLE " + reader + " LOGIN PASSWORD 'r'");
        GuardRun run = new GuardRun.Calls(folder)
                .with("GUARD_DB_PASSWORD", "r")
                .run("init", "--url", database.url(), "--user", reader);
        assertRefused(4, "could not be created", run);
    }

    @Test
    void locationsAndJarsThatAreNotThere() throws IOException {
        FreshDatabase database = TestDatabase.H2.create();
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        Files.writeString(folder.resolve("not.jar"), "not a zip file");

        assertRefused(2, "no such location", guard.on(database, "check", "--locations", "filesystem:/no/such"));
        assertRefused(2, "no such location", guard.on(database, "check", "--locations", "classpath:no/such"));
        assertRefused(2, "no such file", guard.on(database, "check", "--jar", "missing.jar"));
        assertRefused(2, "cannot be read", guard.on(database, "check", "--builds", "not.jar"));
    }

    @Test
    void aFolderWithoutItsPrefixIsToldFromOneThatIsNotThere() throws IOException {
        Files.createDirectories(folder.resolve("migrations"));

        assertRefused(
                2,
                "write filesystem:migrations for the folder of that name",
                new GuardRun.Calls(folder).on(TestDatabase.H2.create(), "check", "--locations", "migrations"));
    }

    @Test
    void whatH2RefusesIsToldWithoutTheStatement() {
        FreshDatabase database = TestDatabase.h2File(folder);
        GuardRun.Calls guard = new GuardRun.Calls(folder);
        guard.on(database, "init");
        database.execute("CREATE USER reader PASSWORD 'r'", "GRANT SELECT ON SCHEMA PUBLIC TO reader");

        GuardRun run = guard.with("GUARD_DB_PASSWORD", "r")
                .run("floor", "raise", "1", "--force", "--reason", "r", "--url", database.url(), "--user", "reader");

        assertRefused(3, "Not enough rights for object \"PUBLIC.GUARD_SCHEMA_FLOOR\".\n", run);
    }

    @Test
    void aFileInAnotherEncodingIsSaidToBeOne() throws IOException {
        Files.write(folder.resolve("V1__a.sql"), new byte[] {'-', '-', (byte) 0xe9, (byte) 0xff});
        for (String[] call :
                new String[][] {{"script", "--idempotent", "--dialect", "h2"}, {"lint", "--dialect", "h2"}}) {
            List<String> all = new ArrayList<>(List.of(call));
            all.addAll(List.of("--locations", "filesystem:" + folder));
            assertRefused(
                    2,
                    "there are bytes that are none of this encoding.\n",
                    new GuardRun.Calls(folder).run(all.toArray(String[]::new)));
        }
    }

    @Test
    void settingsThatFlywayDoesNotKnow() throws IOException {
        Files.writeString(folder.resolve("my.conf"), "flyway.url=jdbc:h2:mem:x\nflyway.noSuchThing=1");
        GuardRun.Calls guard = new GuardRun.Calls(folder);

        assertRefused(2, "noSuchThing", guard.run("check", "--config", "my.conf"));
        assertRefused(2, "missing.conf", guard.run("check", "--config", "missing.conf"));
        assertRefused(2, "TOML", guard.run("check", "--config", "flyway.toml"));
    }

    private static void assertRefused(int exitCode, String part, GuardRun run) {
        assertThat(run.err()).contains(part, "\nExpected: ", "\nWhat to do: ");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
    }
}
