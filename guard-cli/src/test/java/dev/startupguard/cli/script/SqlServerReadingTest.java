package dev.startupguard.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flyway's classes for SQL Server read, and would write; from a {@link SqlServerStandIn}, since no server can be had. */
class SqlServerReadingTest {
    private static final Pattern OWN_INSERT =
            Pattern.compile("INSERT INTO \\[shop]\\.\\[dbo]\\.\\[flyway_schema_history][^;]+;");
    private static final Pattern TIME = Pattern.compile("DATEDIFF\\(MILLISECOND, .*?SYSDATETIME\\(\\)\\)");

    @TempDir
    Path folder;

    private GuardRun.Calls guard;
    private Path migrations;

    @BeforeEach
    void guard() throws IOException {
        guard = new GuardRun.Calls(folder)
                .with("FLYWAY_DRIVER", SqlServerStandIn.class.getName())
                .with("GUARD_DB_PASSWORD", "");
        migrations = Files.createDirectories(folder.resolve("migrations"));
        migration("V1__attendee.sql", "-- Who comes.\nCREATE TABLE attendee (id INT, name VARCHAR(100));");
    }

    private void release(String createView) throws IOException {
        migration("V2__o'hara.sql", "INSERT INTO attendee VALUES (1, 'O''Hara; Jr.');");
        migration("R__names.sql", createView + " names AS SELECT name FROM attendee;");
    }

    @Test
    void theScriptReadsLikeThis() throws IOException {
        String database = name();
        flyway(database).migrate();
        release("CREATE OR ALTER VIEW");

        GuardRun run = script(database, "release.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEqualTo("2 pending migrations written to release.sql.\n");
        Golden.assertSame(
                "script-sqlserver.sql",
                Files.readString(folder.resolve("release.sql")).replace(database, "//db"));
    }

    @Test
    void theRowsAreThoseThatFlywayWritesAndItIsContentWithThem() throws IOException, SQLException {
        release("CREATE OR REPLACE VIEW");
        String byFlyway = name();
        flyway(byFlyway).migrate();
        String byScript = name();
        GuardRun run = script(byScript, "release.sql");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String script = Files.readString(folder.resolve("release.sql"));
        try (Connection connection = SqlServerStandIn.open(byScript);
                Statement statement = connection.createStatement()) {
            String table =
                    script.replaceFirst("(?s)^.*?(?=CREATE TABLE \\[shop])", "").replaceFirst("(?s)\nGO\n.*$", "");
            statement.execute(SqlServerStandIn.translated(table));
            List<String> inserts = OWN_INSERT
                    .matcher(script)
                    .results()
                    .map(insert -> insert.group())
                    .toList();
            assertThat(inserts).hasSize(3);
            for (String insert : inserts) {
                statement.execute(SqlServerStandIn.translated(
                        TIME.matcher(insert).replaceAll("0").replace("SUSER_SNAME()", "'owner'")));
            }
        }

        assertThat(rows(byScript)).isEqualTo(rows(byFlyway)).hasSize(3);
        assertThat(flyway(byScript).validateWithResult().validationSuccessful).isTrue();
        assertThat(script(byScript, "again.sql").err()).contains("Nothing is pending");
    }

    @Test
    void aSchemaWithOtherTablesAndAFailedMigrationAreRefused() throws SQLException {
        String database = name();
        execute(database, "CREATE TABLE mine (id INT)");
        assertThat(script(database, "out.sql").err()).contains("The schema dbo has tables, and no history table");
        execute(database, "DROP TABLE mine");
        flyway(database).migrate();
        execute(database, "UPDATE flyway_schema_history SET success = 0");

        GuardRun run = script(database, "out.sql");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsIgnoringCase("failed migration");
        assertThat(folder.resolve("out.sql")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO a VALUES (1)~GO 5~INSERT INTO a VALUES (2) | line 2 | GO has a count",
                "SELECT 1~GO~SET NOEXEC ON | line 3 | SET NOEXEC is how the script stops",
                "SELECT 1~GO~SET SHOWPLAN_ALL ON | line 3 | SET SHOWPLAN_ALL",
                "BEGIN TRAN~COMMIT~GO~UPDATE a SET b = 1~COMMIT | line 4 | commits a transaction that it did not begin",
                "SELECT '$(x)'~GO~USE $(x) | line 3 | USE lasts to the end of its batch",
                "SELECT 1~GO~SET LOCK_TIMEOUT 5~SELECT '$(x)' | line 3 | SET LOCK_TIMEOUT lasts",
                "SELECT 1~GO~SELECT '$(x)' AS x INTO #t | line 3 | the temporary table #t ends",
                "SELECT 1~GO~/*~exit~*/ BEGIN TRAN~COMMIT | line 5 | begins or ends a transaction",
            })
    void whatSqlcmdCannotDoAsFlywayDoesIsRefusedBeforeALineIsWritten(String sql, String line, String reason)
            throws IOException {
        migration("V1__attendee.sql", sql.replace('~', '\n'));
        String database = name();

        GuardRun run = script(database, "out.sql");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("V1__attendee.sql, " + line + ": ", reason, "\nExpected: ", "\nWhat to do: ");
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().matches(".*(out\\.sql|partial)"));
        }
        assertThat(guard.run("script", "--url", "jdbc:sqlserver:" + database, "--locations", "filesystem:" + migrations)
                        .out())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN TRAN~GO~UPDATE a SET b = 1~COMMIT",
                "-- COMMIT; GO 5; SET NOEXEC ON~SELECT 'COMMIT'",
                "CREATE PROCEDURE p AS COMMIT; SET NOEXEC ON; SELECT '$(x)'",
                "SELECT '$(x)' AS x INTO #t~DROP TABLE #t",
                "SET IDENTITY_INSERT a ON~GO~INSERT INTO a (id) VALUES (1)~GO~SET IDENTITY_INSERT a OFF"
            })
    void whatLooksLikeItIsNotRefused(String sql) throws IOException {
        migration("V1__attendee.sql", sql.replace('~', '\n'));

        GuardRun run = script(name(), "out.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void aMigrationThatRaisesTheFloorNeedsItsTable() throws IOException {
        migration("V1__attendee.sql", ScriptTest.RAISE);
        script(name(), "out.sql");

        assertThat(Files.readString(folder.resolve("out.sql")))
                .contains(
                        "IF NOT (OBJECT_ID(N'[dbo].[guard_schema_floor]', N'U') IS NOT NULL)\n  THROW 50000, N'guard: ");
    }

    @Test
    void theDriverIsThereAndWhatItCannotReachIsSaidWithoutThePassword() {
        GuardRun run = new GuardRun.Calls(folder)
                .with("GUARD_DB_PASSWORD", "geheim")
                .run(
                        "script",
                        "--url",
                        "jdbc:sqlserver://127.0.0.1:1;databaseName=shop;loginTimeout=1;trustStorePassword=versteckt",
                        "--user",
                        "owner",
                        "--locations",
                        "filesystem:" + migrations);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err())
                .contains("The database jdbc:sqlserver://127.0.0.1:1 cannot be used", "TCP/IP")
                .doesNotContain("geheim", "versteckt");
    }

    private GuardRun script(String database, String file) {
        return guard.run(
                "script", "--url", "jdbc:sqlserver:" + database, "--locations", "filesystem:" + migrations, "-o", file);
    }

    private Flyway flyway(String database) {
        return Flyway.configure()
                .driver(SqlServerStandIn.class.getName())
                .dataSource("jdbc:sqlserver:" + database, "", "")
                .locations("filesystem:" + migrations)
                .load();
    }

    private static List<String> rows(String database) throws SQLException {
        try (Connection connection = SqlServerStandIn.open(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT installed_rank, version, description, type, script, checksum, installed_by, success"
                                + " FROM flyway_schema_history ORDER BY installed_rank")) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= 8; column++) {
                    columns.add(row.getString(column));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = SqlServerStandIn.open(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name() {
        return "standin" + UUID.randomUUID().toString().replace("-", "");
    }

    private void migration(String name, String sql) throws IOException {
        Files.writeString(migrations.resolve(name), sql);
    }
}
