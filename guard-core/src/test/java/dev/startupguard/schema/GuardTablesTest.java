package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.schema.SchemaVerdict.Compatible;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuardTablesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void inAnEmptySchemaTheyGoFirstAndTheApplicationFollowsOnABaseline(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        GuardTablesOf.create(database);
        Release release = Release.of(folder, "1");
        assertThatThrownBy(() -> release.migrate(database))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("non-empty schema");

        release.flyway(database)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();

        assertThat(release.check(database)).isInstanceOf(Compatible.class);
        assertTablesExist(database);
    }

    @ParameterizedTest
    @EnumSource
    void theyAreAddedToTheFilledSchemaOfAnApplication(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1").migrate(database);
        GuardTablesOf.create(database);
        assertThat(GuardTablesOf.flyway(database).load().migrate().migrationsExecuted)
                .isZero();

        assertThat(Release.of(folder, "1", "2")
                        .migrate(database)
                        .check(database)
                        .isCompatible())
                .isTrue();
        assertThat(release.check(database).isCompatible()).isTrue();
        assertTablesExist(database);
    }

    @ParameterizedTest
    @EnumSource
    void aMigrationRaisesTheFloorByTheDocumentedInsert(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        GuardTablesOf.create(database);
        Release old = Release.of(folder, "1");
        Release next = Release.of(folder, "1")
                .with("V2__drop_name.sql", documentedInsert().replace(";", ""));
        next.flyway(database)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();

        assertThat(next.check(database).isCompatible()).isTrue();
        assertThat(old.check(database))
                .isEqualTo(new SchemaVerdict.BelowFloor(
                        SchemaVersion.of("2"),
                        SchemaVersion.of("1"),
                        "name is replaced by first_name and last_name",
                        "V3"));
    }

    @ParameterizedTest
    @EnumSource
    void theTimeIsTheDatabasesClockWhateverZoneTheSessionHas(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        GuardTablesOf.create(database);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    switch (kind) {
                        case H2 -> "SET TIME ZONE '+11:00'";
                        case POSTGRESQL -> "SET TIME ZONE 'Australia/Sydney'";
                        case MARIADB -> "SET time_zone = '+11:00'";
                    });
            statement.execute(
                    "INSERT INTO guard_schema_floor (floor_version, reason, raised_by) VALUES ('1', 'r', 'b')");
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT raised_at FROM guard_schema_floor")) {
            assertThat(row.next()).isTrue();
            Instant raisedAt = kind == TestDatabase.MARIADB
                    ? row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                    : row.getObject(1, OffsetDateTime.class).toInstant();
            assertThat(Duration.between(raisedAt, Instant.now()).abs()).isLessThan(Duration.ofMinutes(2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H2, 'three'", "POSTGRESQL, 'three'", "MARIADB, 'three'",
        "H2, ''", "POSTGRESQL, ''", "MARIADB, ''",
        "H2, '1.'", "POSTGRESQL, '1.'", "MARIADB, '1.'"
    })
    void theDatabaseRefusesAFloorThatIsNoVersion(TestDatabase kind, String version) {
        FreshDatabase database = kind.create();
        GuardTablesOf.create(database);
        assertThatThrownBy(() -> GuardTablesOf.raiseFloor(database, version))
                .rootCause()
                .hasMessageMatching("(?is).*(check|constraint).*guard_schema_floor_is_version.*");
        GuardTablesOf.raiseFloor(database, "2026_11.2");
    }

    @ParameterizedTest
    @EnumSource
    void sessionsThatBeginAfterTheirCreationMayWriteToAll(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        try (Connection open = database.connect()) {
            GuardTablesOf.create(database);
            assertThat(open.isValid(5)).isTrue();
            database.execute(
                    "INSERT INTO guard_maintenance (scope, mode, epoch) VALUES ('*', 'READ_ONLY', 1)",
                    "INSERT INTO guard_migration_run (run_id, script, statement_number, state, started_by)"
                            + " VALUES ('r', 'V1__a.sql', 1, 'STARTED', 'b')");
        }
        assertThatThrownBy(() -> database.execute("UPDATE guard_maintenance SET mode = 'HALF'"))
                .rootCause()
                .hasMessageMatching("(?is).*guard_maintenance_mode.*");
    }

    @Test
    void mySqlAndMariaDbHaveTheSameTables() throws IOException {
        Path db = Path.of("src/main/resources/dev/startupguard/db");
        String file = "V1__create_guard_tables.sql";
        assertThat(db.resolve("mysql").resolve(file))
                .hasSameTextualContentAs(db.resolve("mariadb").resolve(file));
    }

    private static void assertTablesExist(FreshDatabase database) {
        for (String table :
                new String[] {"guard_maintenance", "guard_instance", "guard_schema_floor", "guard_migration_run"}) {
            assertThat(database.column("SELECT COUNT(*) FROM " + table)).containsExactly("0");
        }
    }

    /** The one in the documentation. */
    private static String documentedInsert() throws IOException {
        String doc = Files.readString(Path.of("../docs/schema.md"));
        int start = doc.indexOf("INSERT INTO guard_schema_floor");
        return doc.substring(start, doc.indexOf(';', start) + 1).replace("'3',", "'2',");
    }
}
