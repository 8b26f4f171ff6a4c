package dev.startupguard.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Builds;
import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {
    private static final String ROWS =
            "SELECT CONCAT_WS('|', %1$sinstalled_rank%1$s, %1$sversion%1$s, %1$sdescription%1$s,"
                    + " %1$stype%1$s, %1$sscript%1$s, %1$schecksum%1$s, %1$sinstalled_by%1$s, %1$ssuccess%1$s)"
                    + " FROM %1$sflyway_schema_history%1$s ORDER BY %1$sinstalled_rank%1$s";

    static final String RAISE =
            "INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('2', 'r', 'V2');";

    @TempDir
    Path folder;

    private GuardRun.Calls guard;
    private Path migrations;

    @BeforeEach
    void guard() throws IOException {
        guard = new GuardRun.Calls(folder);
        migrations = Files.createDirectories(folder.resolve("migrations"));
    }

    @ParameterizedTest
    @EnumSource
    void scriptAndFlywayBuildTheSameDatabase(TestDatabase kind) {
        FreshDatabase byFlyway = create(kind, "flyway");
        flyway(byFlyway, corpus(kind)).load().migrate();
        FreshDatabase byScript = create(kind, "script");

        apply(byScript, corpus(kind), "all.sql");

        assertThat(history(byScript)).isEqualTo(history(byFlyway));
        assertThat(NativeClient.dump(byScript)).isEqualTo(NativeClient.dump(byFlyway));
        assertFlywayIsContent(byScript, corpus(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 3", "POSTGRESQL, 7", "POSTGRESQL, 14", "POSTGRESQL, 22", "POSTGRESQL, 30",
        "MARIADB, 2", "MARIADB, 8", "MARIADB, 13", "MARIADB, 19", "MARIADB, 24",
        "H2, 1", "H2, 5", "H2, 11", "H2, 14"
    })
    void whatIsMissingIsAdded(TestDatabase kind, String version) {
        FreshDatabase byFlyway = create(kind, "flyway");
        FreshDatabase byScript = create(kind, "script");
        for (FreshDatabase each : List.of(byFlyway, byScript)) {
            flyway(each, corpus(kind)).target(version).load().migrate();
        }
        flyway(byFlyway, corpus(kind)).load().migrate();

        apply(byScript, corpus(kind), "rest.sql");

        assertThat(history(byScript)).isEqualTo(history(byFlyway));
        assertThat(NativeClient.dump(byScript)).isEqualTo(NativeClient.dump(byFlyway));
        assertFlywayIsContent(byScript, corpus(kind));
    }

    @ParameterizedTest
    @EnumSource
    void theScriptReadsLikeThis(TestDatabase kind) throws IOException {
        migration("V1__attendee.sql", "-- Who comes.\nCREATE TABLE attendee (id INT, name VARCHAR(100));");
        FreshDatabase database = create(kind, "target");
        flyway(database, migrations).load().migrate();
        migration("V2__o'hara.sql", "INSERT INTO attendee VALUES (1, 'O''Hara; Jr.');");
        migration("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM attendee;");

        GuardRun run = guard.on(database, script("release.sql"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("2 pending migrations written to release.sql.\n");
        Golden.assertSame(
                "script-" + lower(kind) + ".sql",
                Files.readString(folder.resolve("release.sql"))
                        .replaceAll("jdbc:\\S+", "URL")
                        .replaceAll("guard_[0-9a-f]{12}", "DATABASE")
                        .replaceAll("'Flyway--?\\d+'", "'Flyway-NUMBER'"));
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatHasMovedOnIsLeftAlone(TestDatabase kind) throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        FreshDatabase database = create(kind, "target");
        guard.on(database, script("early.sql"));
        flyway(database, migrations).load().migrate();
        migration("V2__b.sql", "CREATE TABLE b (id INT);");
        guard.on(database, script("late.sql"));
        flyway(database, migrations).load().migrate();
        String before = NativeClient.dump(database);

        for (String stale : List.of("early.sql", "late.sql")) {
            NativeClient.Run run = NativeClient.run(database, folder.resolve(stale));
            assertThat(run.exitCode()).as(run.output()).isNotZero();
            assertThat(run.output()).contains("state");
        }

        assertThat(NativeClient.dump(database)).isEqualTo(before);
        assertThat(history(database)).hasSize(kind == TestDatabase.H2 ? 3 : 2);
    }

    @ParameterizedTest
    @EnumSource
    void theFirstErrorEndsTheScriptAndTheCheckExplainsIt(TestDatabase kind) throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V2__breaks.sql", "CREATE TABLE b (id INT);\nINSERT INTO no_such_table VALUES (1);");
        migration("V3__c.sql", "CREATE TABLE c (id INT);");
        FreshDatabase database = create(kind, "target");
        guard.on(database, script("release.sql"));

        NativeClient.Run run = NativeClient.run(database, folder.resolve("release.sql"));

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        GuardRun check = guard.on(database, "check", "--locations", "filesystem:" + migrations);
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains(kind == TestDatabase.POSTGRESQL ? "Behind" : "Broken");
        assertThat(NativeClient.dump(database))
                .doesNotContainIgnoringCase("create table public.c")
                .doesNotContain("CREATE TABLE `c`", "\"C\"");
        GuardRun again = guard.on(database, script("again.sql"));
        assertThat(again.exitCode()).isEqualTo(kind == TestDatabase.POSTGRESQL ? 0 : 1);
        // As Flyway's own failure would have left it, so that Flyway's own repair helps.
        flyway(database, migrations).load().repair();
        migration(
                "V2__breaks.sql",
                kind == TestDatabase.POSTGRESQL ? "CREATE TABLE b (id INT);" : "INSERT INTO b VALUES (1);");
        apply(database, migrations, "corrected.sql");
        assertFlywayIsContent(database, migrations);
    }

    @ParameterizedTest
    @EnumSource
    void aRaiseOfTheFloorNeedsTheGuardsTablesWhichAreInNobodysWay(TestDatabase kind) throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V2__floor.sql", RAISE);
        FreshDatabase database = create(kind, "target");
        guard.on(database, script("early.sql"));
        String before = NativeClient.dump(database);

        NativeClient.Run run = NativeClient.run(database, folder.resolve("early.sql"));

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output()).contains("run guard init");
        assertThat(NativeClient.dump(database)).isEqualTo(before);
        guard.on(database, "init");
        apply(database, migrations, "late.sql");
        assertThat(database.column("SELECT floor_version FROM guard_schema_floor"))
                .containsExactly("2");
        assertFlywayIsContent(database, migrations);
    }

    @Test
    void aMigrationOutsideATransactionThatFailsIsMarkedAsFailed() throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V2__index.sql", "CREATE INDEX CONCURRENTLY no_column ON a (no_such_column);");
        FreshDatabase database = create(TestDatabase.POSTGRESQL, "target");
        guard.on(database, script("release.sql"));

        NativeClient.Run run = NativeClient.run(database, folder.resolve("release.sql"));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
        assertThat(database.column("SELECT version || success FROM flyway_schema_history ORDER BY installed_rank"))
                .containsExactly("1true", "2false");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL", "MARIADB"})
    void theScriptDoesNotRunBesideFlyway(TestDatabase kind) throws IOException, SQLException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        FreshDatabase database = create(kind, "target");
        guard.on(database, script("release.sql"));
        String text = Files.readString(folder.resolve("release.sql"));
        String lock =
                text.replaceAll("(?s)^.*?(pg_try_advisory_lock\\(\\d+\\)|GET_LOCK\\('Flyway--?\\d+', 0\\)).*$", "$1");

        try (Connection flyway = database.connect();
                Statement statement = flyway.createStatement()) {
            statement.execute("SELECT " + lock);
            NativeClient.Run run = NativeClient.run(database, folder.resolve("release.sql"));
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.output()).contains("nother migration is running");
        }
        assertThat(NativeClient.run(database, folder.resolve("release.sql")).exitCode())
                .isZero();
    }

    @Test
    void migrationsInNestedJarsAreScripted() throws IOException {
        Builds.springBoot(
                folder.resolve("app.jar"),
                Map.of("db/migration/V1__a.sql", "CREATE TABLE a (id INT);"),
                Map.of("db/migration/V2__b.sql", "CREATE TABLE b (id INT);"));
        GuardRun run = guard.on(TestDatabase.H2.create(), "script", "--jar", "app.jar");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("CREATE TABLE a (id INT);", "CREATE TABLE b (id INT);", "'V2__b.sql'");
    }

    @Test
    void whatAScriptCannotDoIsRefusedByName() throws IOException {
        FreshDatabase database = TestDatabase.H2.create();
        Builds.plain(
                folder.resolve("java.jar"),
                "db/migration/V1__a.sql",
                "SELECT 1;",
                "db/migration/V2__InJava.class",
                "no class");
        assertRefused(
                1,
                "no SQL files that Flyway runs: 2",
                guard.on(database, "script", "--jar", "java.jar", "-o", "out.sql"));

        migration("V1__a.sql", "SELECT '${unknown}';");
        assertRefused(1, "V1__a.sql", guard.on(database, script("out.sql")));
        Files.write(migrations.resolve("V1__a.sql"), new byte[] {'-', '-', (byte) 0xff, (byte) 0xfe, '\n'});
        assertRefused(2, "V1__a.sql", guard.on(database, script("out.sql")));
        migration("V1__a.sql", "SELECT 1;");
        migration("V01__again.sql", "SELECT 1;");
        assertRefused(2, "more than one migration", guard.on(database, script("out.sql")));
        Files.delete(migrations.resolve("V01__again.sql"));
        migration("afterMigrate.sql", "SELECT 1;");
        assertRefused(1, "afterMigrate.sql", guard.on(database, script("out.sql")));
        Files.delete(migrations.resolve("afterMigrate.sql"));
        database.execute("CREATE TABLE mine (id INT)");
        assertRefused(1, "has tables, and no history table", guard.on(database, script("out.sql")));
    }

    @Test
    void anAppliedMigrationThatChangedIsRefusedAsFlywayDoes() throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        FreshDatabase database = TestDatabase.H2.create();
        flyway(database, migrations).load().migrate();
        migration("V1__a.sql", "CREATE TABLE changed (id INT);");
        migration("V2__b.sql", "SELECT 1;");

        assertRefused(1, "checksum mismatch", guard.on(database, script("out.sql")));
    }

    @Test
    void aFileThatExistsIsKeptAndAMissingFolderIsNamed() throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        FreshDatabase database = TestDatabase.H2.create();
        Files.writeString(folder.resolve("reviewed.sql"), "-- reviewed");

        GuardRun existing = guard.on(database, script("reviewed.sql"));
        assertThat(existing.exitCode()).isEqualTo(2);
        assertThat(existing.err()).contains("exists already");
        assertThat(folder.resolve("reviewed.sql")).hasContent("-- reviewed");
        GuardRun missing = guard.on(database, script("no/such/folder.sql"));
        assertRefused(2, "there is no folder", missing);
        assertThat(missing.err()).doesNotContain("partial", "Exception");
    }

    @Test
    void nothingPendingWritesNothing() throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        FreshDatabase database = TestDatabase.H2.create();
        flyway(database, migrations).load().migrate();

        GuardRun run = guard.on(database, script("out.sql"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Nothing is pending");
        assertThat(folder.resolve("out.sql")).doesNotExist();
    }

    private void assertRefused(int exitCode, String part, GuardRun run) throws IOException {
        assertThat(run.err()).containsIgnoringCase(part).contains("\nExpected: ", "\nWhat to do: ");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().matches(".*(out\\.sql|partial)"));
        }
    }

    private void apply(FreshDatabase database, Path location, String file) {
        GuardRun run = guard.on(
                database,
                "script",
                "--locations",
                "filesystem:" + location,
                "--placeholder",
                "prefix=placed",
                "--placeholder",
                "value=a value",
                "-o",
                file);
        assertThat(run.exitCode()).as(run.err()).isZero();
        NativeClient.Run client = NativeClient.run(database, folder.resolve(file));
        assertThat(client.exitCode()).as(client.output()).isZero();
    }

    private String[] script(String file) {
        return new String[] {"script", "--locations", "filesystem:" + migrations, "-o", file};
    }

    private void migration(String name, String sql) throws IOException {
        Files.writeString(migrations.resolve(name), sql);
    }

    private FreshDatabase create(TestDatabase kind, String folderName) {
        return kind == TestDatabase.H2 ? TestDatabase.h2File(folder.resolve(folderName)) : kind.create();
    }

    static void assertFlywayIsContent(FreshDatabase database, Path location) {
        Flyway flyway = flyway(database, location).load();
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    static FluentConfiguration flyway(FreshDatabase database, Path location) {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("filesystem:" + location)
                .placeholders(Map.of("prefix", "placed", "value", "a value"));
        return flyway.configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }

    static Path corpus(TestDatabase kind) {
        return Path.of("src/test/resources/corpus", lower(kind));
    }

    static List<String> history(FreshDatabase database) {
        return database.column(ROWS.formatted(database.kind() == TestDatabase.MARIADB ? "`" : "\""));
    }

    static String lower(TestDatabase kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
