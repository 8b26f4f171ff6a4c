package dev.startupguard.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.startupguard.cli.Builds;
import dev.startupguard.cli.Golden;
import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintCommandTest {
    @TempDir
    Path folder;

    private GuardRun.Calls guard;
    private LintedFolder migrations;

    @BeforeEach
    void guard() throws IOException {
        guard = new GuardRun.Calls(folder);
        migrations = new LintedFolder(Files.createDirectories(folder.resolve("my migrations")));
    }

    private GuardRun lint(String... more) {
        return guard.run(Stream.concat(
                        Stream.of("lint", "--locations", "filesystem:" + folder.resolve("my migrations")),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void release() {
        migrations
                .with("V1__attendee.sql", "CREATE TABLE attendee (id int, name text);")
                .with("V2__names.sql", """
                        SET lock_timeout = '3s';
                        ALTER TABLE attendee ADD COLUMN first_name text, ADD COLUMN ${suffix} text NOT NULL;
                        -- guard:allow drop-column: "O'Hara" wants it
                        ALTER TABLE attendee
                            DROP COLUMN name;
                        -- guard:allow drop-table
                        DROP TABLE badge;
                        """)
                .with(
                        "V3__index.sql",
                        "CREATE INDEX attendee_first_name ON attendee (first_name);\nDO 'x' LANGUAGE sql;")
                .with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1;");
    }

    private String[] ofBuild(String format) {
        return new String[] {
            "--dialect", "PostgreSQL", "--since", "1", "--placeholder", "suffix=last_name", "--format", format
        };
    }

    @Test
    void theFindingsReadLikeThis() {
        release();

        GuardRun run = lint(ofBuild("text"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        Golden.assertSame("lint.txt", run.out());
    }

    @Test
    void programsReadThemAsJson() {
        release();

        Golden.assertSame("lint.json", lint(ofBuild("json")).out());
    }

    @Test
    void codeScanningReadsThemAsSarif() throws IOException {
        release();

        String sarif = lint(ofBuild("sarif")).out();

        assertThat(schemaErrors(sarif)).isEmpty();
        assertThat(schemaErrors(sarif.replace("\"startLine\" : 2", "\"startLine\" : 0")))
                .isNotEmpty();
        Golden.assertSame("lint.sarif", sarif.replaceFirst("(\"semanticVersion\" : )\"[^\"]*\"", "$1\"VERSION\""));
    }

    private static List<Error> schemaErrors(String sarif) throws IOException {
        try (InputStream schema = LintCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema, InputFormat.JSON)
                    .validate(sarif, InputFormat.JSON);
        }
    }

    @Test
    void warningsEndWith1WhereTheyAreToFail() {
        migrations.with("V1__a.sql", "ALTER TABLE attendee ALTER COLUMN state SET DEFAULT 'new';");

        assertThat(lint("--dialect", "h2").exitCode()).isZero();
        assertThat(lint("--dialect", "h2", "--fail-on", "warning").exitCode()).isEqualTo(1);
        assertThat(lint("--dialect", "h2", "--since", "1").out())
                .isEqualTo("0 migrations: 0 errors, 0 warnings, 0 let through.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--since 1", "--dialect oracle", "--dialect h2 --since next", "--dialect h2 --fail-on never"})
    void wrongUsageEndsWith2(String arguments) {
        GuardRun run = lint(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Expected:", "What to do:");
    }

    @Test
    void aFileThatFlywayCannotReadIsNamed() {
        migrations.with("V1__a.sql", "INSERT INTO a VALUES ('${unknown}');");

        GuardRun run = lint("--dialect", "postgresql");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("V1__a.sql cannot be read as statements");
    }

    @Test
    void aJavaMigrationIsNamed() {
        Builds.plain(folder.resolve("app.jar"), "db/migration/V1__a.sql", "SELECT 1;", "db/migration/V2__b.class", "");

        GuardRun run = guard.run("lint", "--dialect", "h2", "--jar", "app.jar");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no SQL files that Flyway runs: 2");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPendingInADatabaseIsLookedAt(TestDatabase kind) {
        FreshDatabase database = kind.create();
        migrations
                .with("V1__a.sql", "CREATE TABLE attendee (id INT);")
                .with("R__v.sql", "CREATE VIEW v AS SELECT 1 AS a;");
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + folder.resolve("my migrations"))
                .load()
                .migrate();
        migrations
                .with("V2__b.sql", "ALTER TABLE attendee RENAME TO person;")
                .with("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS a;")
                .with("R__w.sql", "CREATE VIEW w AS SELECT 2 AS a;");

        GuardRun run = guard.on(
                database, "lint", "--locations", "filesystem:" + folder.resolve("my migrations"), "--format", "json");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("\"migrations\" : 3", "rename-table", "changed-repeatable", "my migrations/R__v.sql")
                .doesNotContain("R__w.sql", "drop-view");
        assertThat(database.column("SELECT COUNT(*) FROM v")).containsExactly("1");
    }
}
