package dev.startupguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckCommandTest {
    private static final String V1 = "CREATE TABLE attendee (id INT PRIMARY KEY);";
    private static final String V2 = "ALTER TABLE attendee ADD name VARCHAR(100);";

    @TempDir
    Path folder;

    private GuardRun.Calls guard;

    @BeforeEach
    void guard() {
        guard = new GuardRun.Calls(folder);
    }

    private FreshDatabase migratedTo1(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Files.createDirectories(folder.resolve("released"));
        Files.writeString(folder.resolve("released/V1__attendee.sql"), V1);
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + folder.resolve("released"))
                .load()
                .migrate();
        return database;
    }

    @ParameterizedTest
    @EnumSource
    void oldAndNewBuildAreJudgedInOneCall(TestDatabase kind) throws IOException {
        FreshDatabase database = migratedTo1(kind);
        Builds.plain(folder.resolve("old.jar"), "db/migration/V1__attendee.sql", V1);
        Builds.springBoot(
                folder.resolve("new.jar"),
                Map.of("db/migration/V1__attendee.sql", V1),
                Map.of("db/migration/V2__name.sql", V2));

        GuardRun text = guard.on(database, "check", "--builds", "old.jar,new.jar");
        GuardRun json = guard.on(database, "check", "--builds", "old.jar,new.jar", "--format", "json");

        assertThat(text.exitCode()).as(text.err()).isEqualTo(1);
        assertThat(json.exitCode()).isEqualTo(1);
        Golden.assertSame("check-builds.txt", text.out());
        Golden.assertSame("check-builds.json", json.out());
    }

    @Test
    void aBuildThatFitsEndsWithZero() throws IOException {
        FreshDatabase database = migratedTo1(TestDatabase.H2);
        GuardRun run = guard.on(database, "check", "--locations", "filesystem:" + folder.resolve("released"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        Golden.assertSame("check-fits.txt", run.out());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aBuildWithoutMigrationsIsAFindingUnlessAMinimumIsGiven() throws IOException {
        FreshDatabase database = migratedTo1(TestDatabase.H2);
        Files.createDirectories(folder.resolve("empty"));
        String[] call = {"check", "--locations", "filesystem:" + folder.resolve("empty")};

        GuardRun text = guard.on(database, call);
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out()).contains("NOT OK this build: NoMigrations", "--locations", "--min");
        GuardRun json = guard.on(database, call[0], call[1], call[2], "--format", "json");
        assertThat(json.out()).contains("\"compatible\" : false", "NoMigrations");
        Builds.plain(folder.resolve("tool.jar"), "db/other.txt", "");
        assertThat(guard.on(database, "check", "--builds", "tool.jar").exitCode())
                .isEqualTo(1);
        assertThat(guard.on(database, call[0], call[1], call[2], "--min", "1").exitCode())
                .isZero();
    }

    @Test
    void aNameThatFlywayPassesOverIsRefusedByMigrateAsByTheOthers() throws IOException {
        for (String name : new String[] {"V1_a.sql", "v2__a.sql"}) {
            Path location = Files.createDirectories(folder.resolve("named-" + name));
            Files.writeString(location.resolve(name), V1);
            FreshDatabase database = TestDatabase.H2.create();
            for (String[] command : new String[][] {{"migrate", "--no-backup"}, {"script"}, {"lint"}}) {
                List<String> call = new ArrayList<>(List.of(command));
                call.addAll(List.of("--locations", "filesystem:" + location));
                GuardRun run = guard.on(database, call.toArray(String[]::new));
                assertThat(run.err()).as(command[0]).contains(name);
                assertThat(run.exitCode()).as(command[0]).isEqualTo(2);
            }
        }
    }

    @Test
    void aTypoInAnH2UrlMakesNoDatabase() {
        String url = "jdbc:h2:file:" + folder.resolve("typo");
        String migrations = "filesystem:" + folder;
        for (String[] call : new String[][] {
            {"check", "--locations", migrations},
            {"lint", "--locations", migrations},
            {"script", "--locations", migrations},
            {"migrate", "--dry-run", "--locations", migrations},
            {"floor", "show"}
        }) {
            List<String> all = new ArrayList<>(List.of(call));
            all.addAll(List.of("--url", url));
            GuardRun run = guard.run(all.toArray(String[]::new));
            assertThat(run.exitCode()).as(call[0]).isEqualTo(3);
            assertThat(folder.resolve("typo.mv.db")).as(call[0]).doesNotExist();
        }
    }

    @Test
    void messagesNameTheOptionsOfTheTool() throws IOException {
        FreshDatabase database = migratedTo1(TestDatabase.H2);
        String location = "filesystem:" + folder.resolve("released");

        assertThat(guard.on(database, "check", "--locations", location, "--table", "other")
                        .out())
                .contains("--table (guard.schema.history-table) and --default-schema (guard.schema.default-schema)");
    }

    @Test
    void aSchemaAboveTheRangeIsAFinding() throws IOException {
        FreshDatabase database = migratedTo1(TestDatabase.H2);
        Path jar = Builds.plain(folder.resolve("zero.jar"), "db/migration/V0.5__x.sql", "SELECT 1;");

        GuardRun run = guard.on(database, "check", "--jar", jar.toString(), "--min", "0", "--max", "0.9");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("TooNew");
    }

    @Test
    void aDatabaseWithoutHistoryIsAFinding() throws IOException {
        Path jar = Builds.plain(folder.resolve("app.jar"), "db/migration/V1__x.sql", V1);
        GuardRun run = guard.on(TestDatabase.H2.create(), "check", "--jar", jar.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("NOT OK this build: Unreadable", "Run the migrations");
    }

    @Test
    void flywaysConfigurationFileAndSpringsVariablesAreEnough() throws IOException {
        FreshDatabase database = migratedTo1(TestDatabase.H2);
        Files.writeString(
                folder.resolve("flyway.conf"),
                "flyway.url=jdbc:h2:mem:not_this_one\nflyway.locations=filesystem:" + folder.resolve("released"));
        guard.with("SPRING_DATASOURCE_URL", database.url())
                .with("SPRING_DATASOURCE_USERNAME", database.user())
                .with("SPRING_DATASOURCE_PASSWORD", "not this one")
                .with("FLYWAY_PASSWORD", database.password());

        GuardRun run = guard.run("check");

        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void theHistoryTableIsAnOptionOfFlyway() throws IOException {
        FreshDatabase database = migratedTo1(TestDatabase.POSTGRESQL);
        String location = "filesystem:" + folder.resolve("released");

        assertThat(guard.on(database, "check", "--locations", location, "--table", "other")
                        .out())
                .contains("'other'");
        assertThat(guard.on(database, "check", "--locations", location, "--default-schema", "elsewhere")
                        .exitCode())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theBuildsAreJudgedForTheTimeAfterThePendingMigrationsToo(TestDatabase kind) throws IOException {
        FreshDatabase database = migratedTo1(kind);
        guard.on(database, "init");
        String raise = "INSERT INTO guard_schema_floor (floor_version, reason, raised_by)\nVALUES ('2', 'x', 'V3');";
        Builds.plain(folder.resolve("one.jar"), "db/migration/V1__attendee.sql", V1);
        Builds.plain(folder.resolve("two.jar"), "db/migration/V1__attendee.sql", V1, "db/migration/V2__name.sql", V2);
        Builds.plain(
                folder.resolve("three.jar"),
                "db/migration/V1__attendee.sql",
                V1,
                "db/migration/V2__name.sql",
                V2,
                "db/migration/V3__floor.sql",
                raise);
        String[] asked = {"check", "--jar", "three.jar", "--after-pending", "--builds", "one.jar,two.jar,three.jar"};

        GuardRun text = guard.on(database, asked);

        assertThat(text.exitCode()).as(text.err()).isEqualTo(1);
        Golden.assertSame("check-after-pending.txt", text.out());
        GuardRun without1 = guard.on(
                database,
                "check",
                "--jar",
                "three.jar",
                "--after-pending",
                "--builds",
                "two.jar,three.jar",
                "--format",
                "json");
        assertThat(without1.exitCode()).isZero();
        Golden.assertSame("check-after-pending.json", without1.out());
        assertThat(database.column("SELECT COUNT(*) FROM guard_schema_floor")).containsExactly("0");
    }

    @Test
    void aFloorThatCannotBeReadIsNotGuessed() throws IOException {
        FreshDatabase database = migratedTo1(TestDatabase.H2);
        Builds.plain(
                folder.resolve("two.jar"),
                "db/migration/V1__attendee.sql",
                V1,
                "db/migration/V2__floor.sql",
                "INSERT INTO guard_schema_floor SELECT * FROM somewhere;");

        GuardRun run = guard.on(database, "check", "--jar", "two.jar", "--after-pending");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("V2__floor.sql raises the schema floor in line 1");
    }
}
