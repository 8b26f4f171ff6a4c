package dev.startupguard.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.flyway.SqlDialect;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinterTest {
    @TempDir
    Path folder;

    private LintedFolder migrations() {
        return new LintedFolder(folder);
    }

    @Test
    void findingsNameFileLineRuleObjectAndTheBeginningOfTheStatement() {
        LintReport report = migrations().with("V2__names.sql", """
                        -- Two names instead of one.
                        ALTER TABLE attendee ADD first_name text;

                        /* not
                           needed */
                        ALTER TABLE attendee
                            DROP COLUMN name;
                        """).lint(SqlDialect.POSTGRESQL);

        assertThat(LintedFolder.lines(report)).containsExactly("V2__names.sql:6 drop-column attendee.name");
        assertThat(report.findings().get(0).excerpt()).isEqualTo("ALTER TABLE attendee DROP COLUMN name");
        assertThat(report.findings().get(0).file()).endsWith("V2__names.sql");
        assertThat(report.isDestructive()).isTrue();
        assertThat(report.has(Severity.ERROR)).isTrue();
    }

    @Test
    void whatTheMigrationsMadeThemselvesIsNobodysYet() {
        LintReport report = migrations()
                .with("V2__a.sql", "CREATE TABLE ticket (id int, old text);\nALTER TABLE attendee ADD note text;")
                .with("V3__b.sql", """
                        ALTER TABLE ticket DROP COLUMN old;
                        CREATE INDEX ticket_id ON ticket (id);
                        ALTER TABLE attendee RENAME note TO remark;
                        ALTER TABLE attendee DROP remark;
                        DROP TABLE archive.ticket;
                        """)
                .lint(SqlDialect.POSTGRESQL);

        assertThat(LintedFolder.lines(report)).containsExactly("V3__b.sql:5 drop-table archive.ticket");
    }

    @Test
    void aRaiseOfTheFloorBeforeIsWhatADestructiveMigrationNeeds() {
        String raise =
                "INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('3', 'name', 'V3');\n";
        LintReport report = migrations()
                .with("V3__drop.sql", "ALTER TABLE attendee DROP name;\n" + raise + "ALTER TABLE attendee DROP age;")
                .with("V4__more.sql", "DROP TABLE badge;\nCREATE INDEX i ON attendee (id);")
                .lint(SqlDialect.POSTGRESQL);

        assertThat(LintedFolder.lines(report))
                .containsExactly(
                        "V3__drop.sql:1 drop-column attendee.name",
                        "(the floor is raised in V3__drop.sql, line 2) V3__drop.sql:3 drop-column attendee.age",
                        "(the floor is raised in V3__drop.sql, line 2) V4__more.sql:1 drop-table badge",
                        "V4__more.sql:2 index-not-concurrent i");
    }

    @Test
    void aSuppressionNeedsAReasonAndAFinding() {
        LintReport report = migrations().with("V2__a.sql", """
                        -- guard:allow drop-table: was never used in production
                        DROP TABLE badge;
                        DROP TABLE a; -- guard:allow drop-table: by nobody
                        -- guard:allow drop-table
                        DROP TABLE b;
                        -- guard:allow drop-tabel: by nobody
                        DROP TABLE c;
                        -- guard:allow drop-column: by nobody
                        DROP TABLE d;
                        DROP TABLE /* guard:allow drop-table: inside */ e;
                        DROP TABLE f; -- guard:allow drop-table: at the end
                        -- guard:allow drop-table: too late
                        """).lint(SqlDialect.POSTGRESQL);

        assertThat(LintedFolder.lines(report))
                .containsExactly(
                        "(was never used in production) V2__a.sql:2 drop-table badge",
                        "(by nobody) V2__a.sql:3 drop-table a",
                        "V2__a.sql:5 drop-table b",
                        "V2__a.sql:4 suppression-without-reason drop-table",
                        "V2__a.sql:7 drop-table c",
                        "V2__a.sql:6 suppression-unknown-rule drop-tabel",
                        "V2__a.sql:9 drop-table d",
                        "V2__a.sql:8 suppression-unused drop-column",
                        "(inside) V2__a.sql:10 drop-table e",
                        "(at the end) V2__a.sql:11 drop-table f",
                        "V2__a.sql:12 suppression-unused drop-table");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        LintReport report = migrations().with("V2__a.sql", """
                        ALTER TABLE attendee DORP COLUMN name;
                        CALL tidy_up();
                        DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'badge'; END $$;
                        DO $$ BEGIN IF true THEN ALTER TABLE attendee DROP COLUMN name; END IF; END $$;
                        DO $$ BEGIN CREATE TYPE mood AS ENUM ('ok'); EXCEPTION WHEN duplicate_object THEN null; END $$;
                        """).lint(SqlDialect.POSTGRESQL);

        assertThat(LintedFolder.lines(report))
                .containsExactly(
                        "V2__a.sql:1 unparsed-sql this form of ALTER TABLE is not known",
                        "V2__a.sql:2 opaque-sql a stored procedure",
                        "V2__a.sql:3 opaque-sql computed SQL",
                        "V2__a.sql:4 drop-column attendee.name");
    }

    @Test
    void passwordsInStatementsAreNotShown() {
        LintReport report = migrations().with("V2__a.sql", """
                        ALTER GARBAGE USER a IDENTIFIED BY 'geheim';
                        CREATE GARBAGE CONNECTION 'host=db password=geheim';
                        """).lint(SqlDialect.MARIADB);

        assertThat(report.findings())
                .extracting(Finding::excerpt)
                .containsExactly(
                        "ALTER GARBAGE USER a IDENTIFIED BY '***'", "CREATE GARBAGE CONNECTION 'host=db password=***'");
    }

    @Test
    void aLockTimeoutIsAskedForOnceInEachMigration() {
        LintReport report = migrations()
                .with("V2__a.sql", "ALTER TABLE attendee ADD a text;\nALTER TABLE attendee ADD b text;")
                .with("V3__b.sql", "SET lock_timeout = '3s';\nALTER TABLE attendee ADD c text;")
                .with("V4__c.sql", "SET LOCAL lock_timeout TO 0;\nALTER TABLE attendee ADD d text;")
                .lint(new LintSettings(SqlDialect.POSTGRESQL, false, true, Set.of()));

        assertThat(LintedFolder.lines(report))
                .containsExactly("V2__a.sql:1 lock-timeout-missing", "V4__c.sql:2 lock-timeout-missing");
    }

    @Test
    void aTableThatGoesOnUnderItsOldNameAsAViewIsNotRenamedForAnybody() {
        LintReport report = migrations().with("V2__a.sql", """
                        ALTER TABLE attendee RENAME TO person;
                        CREATE VIEW attendee AS SELECT * FROM person;
                        ALTER TABLE badge RENAME TO label;
                        """).lint(SqlDialect.POSTGRESQL);

        assertThat(LintedFolder.lines(report)).containsExactly("V2__a.sql:3 rename-table badge");
    }
}
