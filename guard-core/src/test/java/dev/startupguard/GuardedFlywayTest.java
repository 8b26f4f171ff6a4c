package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class GuardedFlywayTest {

    private final BlockedMigrations blocked = new BlockedMigrations();

    @TempDir
    private Path folder;

    @Test
    void aDatabaseThatOthersMayUseIsNotMigratedAndTheBlockIsReported() {
        FreshDatabase database = TestDatabase.h2File(folder);

        assertThat(GuardedFlyway.migrate(flyway(database), configuration(Map.of()), blocked))
                .isEmpty();

        assertThat(database.column("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .isEmpty();
        assertThat(blocked.all()).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo("migration by Flyway");
            assertThat(entry.value()).isEqualTo("[classpath:dev/startupguard/one]");
            assertThat(entry.target())
                    .isEqualTo(
                            "table flyway_schema_history of " + database.url().replace(";AUTO_SERVER=TRUE", ""));
        });
    }

    @Test
    void aDatabaseInsideThisProcessIsMigrated() {
        assertThat(GuardedFlyway.migrate(flyway(TestDatabase.H2.create()), configuration(Map.of()), blocked))
                .isPresent();
        assertThat(blocked.all()).isEmpty();
    }

    @Test
    void alwaysBlocksThatToo() {
        assertThat(GuardedFlyway.migrate(
                        flyway(TestDatabase.H2.create()),
                        configuration(Map.of("guard.auto-migration", "always")),
                        blocked))
                .isEmpty();
    }

    @Test
    void allowMigrates() {
        FreshDatabase database = TestDatabase.h2File(folder);

        assertThat(GuardedFlyway.migrate(
                                flyway(database), configuration(Map.of("guard.auto-migration", "allow")), blocked)
                        .orElseThrow()
                        .migrationsExecuted)
                .isEqualTo(1);
    }

    @Test
    void switchedOffItMigratesAsFlywayDoes() {
        assertThat(GuardedFlyway.migrate(
                        flyway(TestDatabase.h2File(folder)), configuration(Map.of("guard.enabled", "false")), blocked))
                .isPresent();
    }

    @Test
    void failChecksInsteadOfMigrating() {
        FreshDatabase database = TestDatabase.h2File(folder);
        GuardConfiguration fail = configuration(Map.of("guard.schema.on-incompatible", "fail"));

        assertThatThrownBy(() -> GuardedFlyway.migrate(flyway(database), fail, blocked))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageStartingWith("There is no table 'flyway_schema_history'");

        flyway(database).migrate();
        assertThat(GuardedFlyway.migrate(flyway(database), fail, blocked)).isEmpty();
    }

    @Test
    void theHistoryIsLookedForInTheFirstOfFlywaysSchemas() {
        FreshDatabase database = TestDatabase.h2File(folder);
        GuardConfiguration fail = configuration(Map.of("guard.schema.on-incompatible", "fail"));
        Flyway shop = Flyway.configure()
                .configuration(flyway(database).getConfiguration())
                .schemas("SHOP", "ARCHIVE")
                .load();
        shop.migrate();

        assertThat(GuardedFlyway.migrate(shop, fail, blocked)).isEmpty();
    }

    @Test
    void failDoesNotWaitForADatabaseThatNeverAnswers() throws Exception {
        try (SilentServer silent = SilentServer.start()) {
            PGSimpleDataSource hanging = new PGSimpleDataSource();
            hanging.setUrl("jdbc:postgresql://127.0.0.1:" + silent.port() + "/x");
            Flyway flyway = Flyway.configure()
                    .dataSource(hanging)
                    .locations("classpath:dev/startupguard/one")
                    .load();
            GuardConfiguration fail =
                    configuration(Map.of("guard.schema.on-incompatible", "fail", "guard.database.timeout", "200ms"));

            assertThatThrownBy(() -> GuardedFlyway.migrate(flyway, fail, blocked))
                    .isInstanceOf(IncompatibleSchemaException.class)
                    .hasMessageStartingWith("The database did not answer within 200 ms");
        }
    }

    private static Flyway flyway(FreshDatabase database) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:dev/startupguard/one")
                .load();
    }

    private static GuardConfiguration configuration(Map<String, String> settings) {
        return GuardConfiguration.of(Settings.of(new PropertySettings("test", settings)));
    }
}
