package dev.startupguard.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** All migrations from the beginning, each applied where it is not yet. */
class IdempotentScriptTest {
    @TempDir
    Path folder;

    private GuardRun.Calls guard;
    private Path migrations;
    private int scripts;

    @BeforeEach
    void guard() throws IOException {
        guard = new GuardRun.Calls(folder);
        migrations = Files.createDirectories(folder.resolve("migrations"));
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseAndEveryVersionEndAsWithFlyway(TestDatabase kind) {
        Path corpus = ScriptTest.corpus(kind);
        Path script = script(kind, corpus, "all.sql");
        FreshDatabase byFlyway = create(kind, "flyway");
        ScriptTest.flyway(byFlyway, corpus).load().migrate();
        FreshDatabase fromNothing = create(kind, "script");
        run(fromNothing, script);
        assertSame("from nothing", byFlyway, fromNothing);
        List<String> dump = dump(byFlyway);
        List<String> history = ScriptTest.history(byFlyway);
        for (String version : versions(corpus)) {
            FreshDatabase database = create(kind, "script" + version);
            ScriptTest.flyway(database, corpus).target(version).load().migrate();
            List<String> applied = ScriptTest.history(database);

            run(database, script);

            assertThat(ScriptTest.history(database)).as(version).isEqualTo(continued(applied, history));
            assertThat(dump(database)).as(version).isEqualTo(dump);
        }
    }

    /**
     * Without the order, which in H2 is that of creation, and without a view whose columns are those of the time when its
     * repeatable migration was applied.
     */
    private static List<String> dump(FreshDatabase database) {
        return Arrays.stream(NativeClient.dump(database).split(";\\s*\n"))
                .filter(statement -> !statement.contains("CREATE VIEW public.active_attendees"))
                .sorted()
                .toList();
    }

    /** Flyway's rows of a whole history that are not there yet come behind those that are. */
    private static List<String> continued(List<String> applied, List<String> whole) {
        List<String> rows = new ArrayList<>(applied);
        Set<String> known = applied.stream().map(IdempotentScriptTest::unranked).collect(Collectors.toSet());
        for (String row : whole) {
            if (!known.contains(unranked(row))) {
                rows.add((rows.size() + 1 - (rows.get(0).startsWith("-1") ? 1 : 0)) + unranked(row));
            }
        }
        return rows;
    }

    private static String unranked(String row) {
        return row.substring(row.indexOf('|'));
    }

    @ParameterizedTest
    @EnumSource
    void theSecondRunChangesNothing(TestDatabase kind) {
        Path corpus = ScriptTest.corpus(kind);
        Path script = script(kind, corpus, "all.sql");
        FreshDatabase database = create(kind, "twice");
        run(database, script);
        String times = times(database);
        List<String> history = ScriptTest.history(database);
        String dump = NativeClient.dump(database);

        run(database, script);

        assertThat(ScriptTest.history(database)).isEqualTo(history);
        assertThat(times(database)).isEqualTo(times);
        assertThat(NativeClient.dump(database)).isEqualTo(dump);
        ScriptTest.assertFlywayIsContent(database, corpus);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAppliedOutOfOrderIsAsWithFlyway(TestDatabase kind) throws IOException {
        guard.with("FLYWAY_OUT_OF_ORDER", "true");
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V3__c.sql", "CREATE TABLE c (id INT);");
        migration("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a;");
        FreshDatabase byFlyway = create(kind, "flyway");
        FreshDatabase byScript = create(kind, "script");
        for (FreshDatabase each : List.of(byFlyway, byScript)) {
            ScriptTest.flyway(each, migrations).load().migrate();
        }
        migration("V2__b.sql", "CREATE TABLE b (id INT);");
        migration("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id, id + 1 AS next FROM a;");
        ScriptTest.flyway(byFlyway, migrations).outOfOrder(true).load().migrate();

        run(byScript, script(kind, migrations, "out-of-order.sql"));

        assertSame("out of order", byFlyway, byScript);
    }

    @ParameterizedTest
    @EnumSource
    void whatABaselineCoversIsNotApplied(TestDatabase kind) throws IOException {
        guard.with("FLYWAY_BASELINE_VERSION", "1.5");
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V2__b.sql", "CREATE TABLE b (id INT);");
        FreshDatabase byFlyway = create(kind, "flyway");
        FreshDatabase byScript = create(kind, "script");
        for (FreshDatabase each : List.of(byFlyway, byScript)) {
            each.execute("CREATE TABLE old (id INT)");
            ScriptTest.flyway(each, migrations).baselineVersion("1.5").load().baseline();
        }
        ScriptTest.flyway(byFlyway, migrations).load().migrate();

        run(byScript, script(kind, migrations, "baseline.sql"));

        assertSame("baseline", byFlyway, byScript);
    }

    @ParameterizedTest
    @EnumSource
    void aHistoryThatIsNotOfThisBuildIsLeftAlone(TestDatabase kind) throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V3__c.sql", "CREATE TABLE c (id INT);");
        migration("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a;");
        FreshDatabase database = create(kind, "target");
        ScriptTest.flyway(database, migrations).load().migrate();
        migration("V4__d.sql", "CREATE TABLE d (id INT);");

        migration("V1__a.sql", "CREATE TABLE a (id BIGINT);");
        assertStops(database, "V1__a.sql was changed after it was applied");
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V2__b.sql", "CREATE TABLE b (id INT);");
        assertStops(database, "version 2 is not applied and a later one is");
        Files.delete(migrations.resolve("V2__b.sql"));
        Files.delete(migrations.resolve("V3__c.sql"));
        assertStops(database, "V3__c.sql is not of this build");
        migration("V3__c.sql", "CREATE TABLE c (id INT);");
        Files.delete(migrations.resolve("R__view.sql"));
        assertStops(database, "R__view.sql is not of this build");
        migration("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a;");
        run(database, script(kind, migrations, "right.sql"));
        ScriptTest.assertFlywayIsContent(database, migrations);

        FreshDatabase foreign = create(kind, "foreign");
        foreign.execute("CREATE TABLE mine (id INT)");
        assertStops(foreign, "has objects and no history");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsExplainedAndRecoveredFrom(TestDatabase kind) throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V2__breaks.sql", "CREATE TABLE b (id INT);\nINSERT INTO no_such_table VALUES (1);");
        migration("V3__c.sql", "CREATE TABLE c (id INT);");
        FreshDatabase byFlyway = create(kind, "flyway");
        FreshDatabase byScript = create(kind, "script");
        assertThatThrownBy(() -> ScriptTest.flyway(byFlyway, migrations).load().migrate())
                .isInstanceOf(FlywayException.class);

        NativeClient.Run run = NativeClient.run(byScript, script(kind, migrations, "breaks.sql"));

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output()).containsIgnoringCase("no_such_table");
        assertSame("failed", byFlyway, byScript);
        assertThat(guard.on(byScript, "check", "--locations", "filesystem:" + migrations)
                        .exitCode())
                .isEqualTo(1);
        if (kind != TestDatabase.POSTGRESQL) {
            assertStops(byScript, "has a failed migration");
        }
        ScriptTest.flyway(byScript, migrations).load().repair();
        migration(
                "V2__breaks.sql",
                kind == TestDatabase.POSTGRESQL ? "CREATE TABLE b (id INT);" : "INSERT INTO b VALUES (1);");
        run(byScript, script(kind, migrations, "corrected.sql"));
        ScriptTest.assertFlywayIsContent(byScript, migrations);
    }

    @ParameterizedTest
    @EnumSource
    void aRaiseOfTheFloorNeedsTheGuardsTablesWhichAreInNobodysWay(TestDatabase kind) throws IOException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        migration("V2__floor.sql", ScriptTest.RAISE);
        FreshDatabase database = create(kind, "target");
        assertStops(database, "run guard init first");
        guard.on(database, "init");

        run(database, script(kind, migrations, "late.sql"));

        assertThat(database.column("SELECT floor_version FROM guard_schema_floor"))
                .containsExactly("2");
        ScriptTest.assertFlywayIsContent(database, migrations);
    }

    @Test
    void withForceNothingMoreIsAppliedAfterAnErrorEither() throws IOException {
        migration(
                "V1__a.sql",
                "CREATE TABLE a (id INT);\nINSERT INTO no_such_table VALUES (1);\nCREATE TABLE b (id INT);");
        migration("V2__c.sql", "CREATE TABLE c (id INT);");
        FreshDatabase database = TestDatabase.MARIADB.create();

        NativeClient.Run run =
                NativeClient.run(database, script(TestDatabase.MARIADB, migrations, "forced.sql"), List.of("--force"));

        assertThat(run.output())
                .contains("no_such_table", "went on after an error")
                .doesNotContain("all migrations");
        assertThat(database.column("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"))
                .containsExactlyInAnyOrder("flyway_schema_history", "a");
        assertThat(database.column("SELECT CONCAT(version, success) FROM flyway_schema_history"))
                .containsExactly("10");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    void theScriptDoesNotRunBesideFlyway(TestDatabase kind) throws IOException, SQLException {
        migration("V1__a.sql", "CREATE TABLE a (id INT);");
        FreshDatabase database = create(kind, "target");
        guard.on(database, "script", "--locations", "filesystem:" + migrations, "-o", "pending.sql");
        String lock = Files.readString(folder.resolve("pending.sql"))
                .replaceAll("(?s)^.*?(pg_try_advisory_lock\\(\\d+\\)|GET_LOCK\\('Flyway--?\\d+', 0\\)).*$", "$1");
        try (Connection flyway = database.connect();
                Statement statement = flyway.createStatement()) {
            statement.execute("SELECT " + lock);
            assertStops(database, "another migration is running");
        }
    }

    /** As far as MariaDB understands what is written for MySQL. */
    @ParameterizedTest
    @ValueSource(strings = {"", "2", "9", "18"})
    void whatIsPreparedForMySqlRunsOnMariaDb(String version) throws IOException {
        Set<String> unpreparable = Set.of("V3", "V4", "V5", "V16", "V20", "V23");
        try (Stream<Path> files = Files.list(ScriptTest.corpus(TestDatabase.MARIADB))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!unpreparable.contains(name.replaceFirst("__.*$", ""))) {
                    Files.copy(file, migrations.resolve(name));
                }
            }
        }
        FreshDatabase byFlyway = TestDatabase.MARIADB.create();
        FreshDatabase byScript = TestDatabase.MARIADB.create();
        if (!version.isEmpty()) {
            for (FreshDatabase each : List.of(byFlyway, byScript)) {
                ScriptTest.flyway(each, migrations).target(version).load().migrate();
            }
        }
        ScriptTest.flyway(byFlyway, migrations).load().migrate();
        Path script = script("mysql", migrations, "mysql.sql");
        Files.writeString(
                script,
                Files.readString(script).replace("VERSION() NOT LIKE '%MariaDB%'", "VERSION() LIKE '%MariaDB%'"));

        run(byScript, script);

        assertSame(version, byFlyway, byScript);
    }

    private void assertStops(FreshDatabase database, String reason) {
        String dump = NativeClient.dump(database);
        Path script = script(database.kind(), migrations, "stops-" + scripts++ + ".sql");

        NativeClient.Run run = NativeClient.run(database, script);

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output()).contains(reason);
        assertThat(NativeClient.dump(database)).isEqualTo(dump);
    }

    private void migration(String name, String sql) throws IOException {
        Files.writeString(migrations.resolve(name), sql);
    }

    private static String[] versions(Path corpus) {
        MigrationInfo[] all = org.flywaydb.core.Flyway.configure()
                .dataSource("jdbc:h2:mem:", "sa", "")
                .locations("filesystem:" + corpus)
                .placeholderReplacement(false)
                .load()
                .info()
                .all();
        return Arrays.stream(all)
                .map(MigrationInfo::getVersion)
                .filter(version -> version != null)
                .map(MigrationVersion::getVersion)
                .toArray(String[]::new);
    }

    private static void assertSame(String description, FreshDatabase byFlyway, FreshDatabase byScript) {
        assertThat(ScriptTest.history(byScript)).as(description).isEqualTo(ScriptTest.history(byFlyway));
        assertThat(NativeClient.dump(byScript)).as(description).isEqualTo(NativeClient.dump(byFlyway));
    }

    private static String times(FreshDatabase database) {
        char quote = database.kind() == TestDatabase.MARIADB ? '`' : '"';
        return String.join(
                ",",
                database.column("SELECT installed_on FROM flyway_schema_history ORDER BY installed_rank"
                        .replaceAll("[a-z]+_[a-z_]+", quote + "$0" + quote)));
    }

    /** H2's client here in this process, where it starts at once; where it fails, it is run as an operator runs it. */
    private static void run(FreshDatabase database, Path script) {
        if (database.kind() == TestDatabase.H2) {
            assertThatCode(() -> new RunScript()
                            .runTool(
                                    "-url",
                                    database.url(),
                                    "-user",
                                    database.user(),
                                    "-password",
                                    database.password(),
                                    "-script",
                                    script.toString()))
                    .doesNotThrowAnyException();
            return;
        }
        NativeClient.Run run = NativeClient.run(database, script);
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private Path script(TestDatabase kind, Path location, String file) {
        return script(ScriptTest.lower(kind), location, file);
    }

    private Path script(String dialect, Path location, String file) {
        GuardRun run = guard.run(
                "script",
                "--idempotent",
                "--dialect",
                dialect,
                "--locations",
                "filesystem:" + location,
                "--placeholder",
                "prefix=placed",
                "--placeholder",
                "value=a value",
                "-o",
                file);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return folder.resolve(file);
    }

    private FreshDatabase create(TestDatabase kind, String folderName) {
        return kind == TestDatabase.H2 ? TestDatabase.h2File(folder.resolve(folderName)) : kind.create();
    }
}
