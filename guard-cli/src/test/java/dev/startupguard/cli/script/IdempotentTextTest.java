package dev.startupguard.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Builds;
import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.cli.flyway.SqlDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an idempotent script looks like, and what is refused before one is written. */
class IdempotentTextTest {
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
    void theScriptReadsLikeThis(SqlDialect dialect) throws IOException {
        migration("V1__attendee.sql", "-- Who comes.\nCREATE TABLE attendee (id INT, name VARCHAR(100));");
        migration("V2__o'hara.sql", "INSERT INTO attendee VALUES (1, 'O''Hara; Jr.');");
        migration("R__names.sql", view(dialect) + " names AS SELECT name FROM attendee;");

        GuardRun run = script(dialect, "release.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("3 migrations written to release.sql.\n");
        Golden.assertSame(
                "script-idempotent-" + dialect.name().toLowerCase(Locale.ROOT) + ".sql",
                Files.readString(folder.resolve("release.sql")));
    }

    private static String view(SqlDialect dialect) {
        return dialect.name().equals("SQLSERVER") ? "CREATE OR ALTER VIEW" : "CREATE OR REPLACE VIEW";
    }

    @Test
    void noDatabaseIsAskedAlsoWhereTheSettingsNameOne() throws IOException {
        migration("V1__a.sql", "SELECT 1;");
        guard.with("FLYWAY_URL", "jdbc:postgresql://127.0.0.1:1/none").with("FLYWAY_USER", "nobody");

        assertThat(script(SqlDialect.POSTGRESQL, "out.sql").exitCode()).isZero();
    }

    @Test
    void theDialectIsNamedWithIdempotentAlone() throws IOException {
        assertRefused(2, "none is named", guard.run("script", "--idempotent", "-o", "out.sql"));
        assertRefused(2, "without --idempotent", guard.run("script", "--dialect", "postgresql", "-o", "out.sql"));
        assertRefused(2, "--dialect", guard.run("script", "--idempotent", "--dialect", "oracle", "-o", "out.sql"));
        assertRefused(
                2,
                "A database is named",
                guard.run("script", "--idempotent", "--dialect", "h2", "--url", "jdbc:h2:mem:x", "-o", "out.sql"));
    }

    @Test
    void whatIsNoSqlFileIsRefusedByName() throws IOException {
        Builds.plain(
                folder.resolve("java.jar"),
                "db/migration/V1__a.sql",
                "SELECT 1;",
                "db/migration/V2__InJava.class",
                "no class");
        assertRefused(
                1,
                "no SQL files that Flyway runs: 2",
                guard.run("script", "--idempotent", "--dialect", "postgresql", "--jar", "java.jar", "-o", "out.sql"));
        migration("V1__a.sql", "SELECT 1;");
        migration("beforeMigrate.sql", "SELECT 1;");
        assertRefused(1, "beforeMigrate.sql", script(SqlDialect.POSTGRESQL, "out.sql"));
    }

    @Test
    void filesThatFlywayCannotReadAreNamed() throws IOException {
        migration("V1__a.sql", "SELECT '${unknown}';");
        assertRefused(1, "V1__a.sql", script(SqlDialect.POSTGRESQL, "out.sql"));
        Files.write(migrations.resolve("V1__a.sql"), new byte[] {'-', '-', (byte) 0xff, (byte) 0xfe, '\n'});
        assertRefused(2, "V1__a.sql cannot be read in the encoding UTF-8", script(SqlDialect.POSTGRESQL, "out.sql"));
        migration("V1__a.sql", "SELECT 1;");
        migration("V01__again.sql", "SELECT 1;");
        assertRefused(2, "more than one migration", script(SqlDialect.POSTGRESQL, "out.sql"));
    }

    @Test
    void aFileThatExistsIsKept() throws IOException {
        migration("V1__a.sql", "SELECT 1;");
        Files.writeString(folder.resolve("reviewed.sql"), "-- reviewed");

        assertRefused(2, "exists already", script(SqlDialect.POSTGRESQL, "reviewed.sql"));
        assertThat(folder.resolve("reviewed.sql")).hasContent("-- reviewed");
    }

    @ParameterizedTest
    @CsvSource({
        "FLYWAY_GROUP, true, flyway.group",
        "FLYWAY_TARGET, 3, flyway.target",
        "FLYWAY_BASELINE_ON_MIGRATE, true, flyway.baselineOnMigrate",
        "FLYWAY_SCHEMAS, 'a,b', flyway.schemas",
        "FLYWAY_VALIDATE_ON_MIGRATE, false, flyway.validateOnMigrate"
    })
    void settingsThatDependOnADatabaseAreRefused(String variable, String value, String part) throws IOException {
        migration("V1__a.sql", "SELECT 1;");
        assertRefused(
                1,
                part,
                new GuardRun.Calls(folder)
                        .with(variable, value)
                        .run(
                                "script",
                                "--idempotent",
                                "--dialect",
                                "postgresql",
                                "--locations",
                                "filesystem:" + migrations,
                                "-o",
                                "out.sql"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSTGRESQL | SELECT 1;~SELECT '${flyway:database}'; | line 2 | depends on a database",
                "POSTGRESQL | SELECT 1;~SET standard_conforming_strings = off; | line 2 | standard_conforming_strings",
                "MARIADB | SELECT 1;~SET sql_mode = 'NO_BACKSLASH_ESCAPES'; | line 2 | NO_BACKSLASH_ESCAPES",
                "MYSQL | SELECT 1;~-- why~CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.b = 1; | line 3 | CREATE TRIGGER",
                "MYSQL | DELIMITER $$~CREATE PROCEDURE p() BEGIN SELECT 1; END$$ | line 2 | CREATE PROCEDURE",
                "MYSQL | DO 0;~PREPARE p FROM 'SELECT 1'; | line 2 | PREPARE",
                "MYSQL | DO 0;~USE other; | line 2 | USE",
                "MYSQL | DO 0;~SET @n = ROW_COUNT(); | line 2 | the statement before it",
                "SQLSERVER | SELECT 1~GO~USE other | line 3 | USE",
                "SQLSERVER | SELECT 1~GO~BEGIN TRAN~DELETE FROM a~COMMIT | line 3 | a transaction",
                "SQLSERVER | SET IDENTITY_INSERT a ON~GO~INSERT INTO a (id) VALUES (1) | line 1 | IDENTITY_INSERT",
                "SQLSERVER | SET ANSI_NULLS OFF~GO~SELECT 1 | line 1 | ANSI_NULLS",
                "SQLSERVER | CREATE TABLE #t (a INT)~GO~DROP TABLE #t | line 3 | the temporary table #t",
                "SQLSERVER | EXECUTE AS USER = 'x'~GO~SELECT 1 | line 1 | EXECUTE AS",
                "H2 | CREATE TABLE a (id INT);~SELECT 1; | line 2 | returns rows",
                "H2 | CREATE TABLE a (id INT);~(SELECT 1); | line 2 | returns rows",
            })
    void aStatementThatCannotBeAppliedOnAConditionIsRefused(SqlDialect dialect, String sql, String line, String reason)
            throws IOException {
        migration("V1__a.sql", sql.replace('~', '\n'));
        GuardRun run = script(dialect, "out.sql");
        assertRefused(1, "V1__a.sql, " + line, run);
        assertThat(run.err()).contains(reason);
    }

    @Test
    void whatSqlcmdWouldTakeForItsOwnStaysText() throws IOException {
        migration("V1__a.sql", """
                SET ANSI_NULLS ON
                GO
                CREATE PROCEDURE p AS BEGIN TRAN; SELECT '$(HOME)'; COMMIT
                GO
                SET IDENTITY_INSERT a ON; INSERT INTO a (id, b) VALUES (1, 'first
                exit
                :r file'); SET IDENTITY_INSERT a OFF
                """);
        migration("V2__b.sql", "SELECT 1 AS a INTO #t\nDROP TABLE #t\n");
        migration("V3__c.sql", "BACKUP DATABASE shop TO DISK = 'shop.bak'\n");
        GuardRun run = script(SqlDialect.SQLSERVER, "out.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
        Golden.assertSame(
                "script-idempotent-sqlcmd.sql",
                Files.readString(folder.resolve("out.sql")).replaceFirst("(?s)^.*?(?=-- ====)", ""));
    }

    @Test
    void aBackslashAtTheEndOfALineIsNoContinuationOfTheText() throws IOException {
        migration("V1__a.sql", "-- was in C:\\old\\\nCREATE TABLE a (id INT)\r\n-- and D:\\\r\nGRANT SELECT ON a TO b");
        GuardRun run = script(SqlDialect.SQLSERVER, "out.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("out.sql")))
                .contains("N'-- was in C:\\old\\' + N'\nCREATE TABLE a (id INT)\r\n-- and D:\\' + N'\r\nGRANT");
    }

    private GuardRun script(SqlDialect dialect, String file) {
        return guard.run(
                "script",
                "--idempotent",
                "--dialect",
                dialect.name().toLowerCase(Locale.ROOT),
                "--locations",
                "filesystem:" + migrations,
                "-o",
                file);
    }

    private void assertRefused(int exitCode, String part, GuardRun run) throws IOException {
        assertThat(run.err()).containsIgnoringCase(part).contains("\nExpected: ", "\nWhat to do: ");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().matches(".*(out\\.sql|partial)"));
        }
    }

    private void migration(String name, String sql) throws IOException {
        Files.writeString(migrations.resolve(name), sql);
    }
}
