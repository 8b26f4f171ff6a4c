package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.sample.migrate.MigrateStep;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two of release 2's migrations are applied, and the third fails. */
class HalfMigratedTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void releaseOneKeepsWorkingAndTheNextAttemptSucceeds(TestDatabase kind) {
        FreshDatabase database = Databases.create(kind, folder);
        Flyway flyway = Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:releases/r1", "classpath:releases/r2")
                .load();
        RunningSample.migrate(Release.ONE, database);
        try (RunningSample one = RunningSample.open(Release.ONE, database)) {
            String before = one.visitor().register("evolving-schemas", Map.of("name", "Ada Lovelace"));
            makeUpdatesFail(database);

            assertThatThrownBy(() -> RunningSample.migrate(Release.TWO, database))
                    .isInstanceOf(MigrateStep.FailedException.class)
                    .hasMessageContaining("V2_3__split_existing_names.sql");

            assertThat(succeeded(flyway.info())).containsExactly("1.1", "1.2", "2.1", "2.2");
            assertThat(one.visitor().get(before).body()).contains("Ada Lovelace");
            allowUpdates(database);
            String after = one.visitor().register("evolving-schemas", Map.of("name", "Grace Hopper"));
            assertThat(one.visitor().get(after).body()).contains("Grace Hopper");
        }

        flyway.repair();
        RunningSample.migrate(Release.TWO, database);
        assertThat(database.column("SELECT last_name FROM attendee ORDER BY last_name"))
                .containsExactly("Hopper", "Lovelace");
    }

    private static List<String> succeeded(MigrationInfoService history) {
        return Arrays.stream(history.applied())
                .filter(migration -> migration.getState() == MigrationState.SUCCESS)
                .map(migration -> migration.getVersion().getVersion())
                .toList();
    }

    /** A check that the rows of today already break: any update of them fails. */
    private static void makeUpdatesFail(FreshDatabase database) {
        String check = "ALTER TABLE attendee ADD CONSTRAINT no_update CHECK (email = '')";
        switch (database.kind()) {
            case H2 -> database.execute(check + " NOCHECK");
            case POSTGRESQL -> database.execute(check + " NOT VALID");
            case MARIADB -> database.execute("SET STATEMENT check_constraint_checks = 0 FOR " + check);
        }
    }

    private static void allowUpdates(FreshDatabase database) {
        database.execute("ALTER TABLE attendee DROP CONSTRAINT no_update");
    }
}
