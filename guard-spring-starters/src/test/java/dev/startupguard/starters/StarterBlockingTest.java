package dev.startupguard.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.spring.migration.GuardMigrationAutoConfiguration;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.LogCapture;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StarterBlockingTest {

    @TempDir
    static Path folder;

    static Stream<Arguments> startersAndDatabases() {
        return Arrays.stream(Starter.values())
                .flatMap(each -> Stream.of(
                        arguments(each, TestDatabase.h2File(folder)),
                        arguments(each, TestDatabase.POSTGRESQL.create())));
    }

    @ParameterizedTest
    @MethodSource("startersAndDatabases")
    void makesNoTableInADatabaseThatOthersMayUseAndIsReportedByItsSetting(Starter starter, FreshDatabase database) {
        try (LogCapture log = LogCapture.of(BlockedMigrations.class)) {
            Applications.with(starter, database).run(context -> {
                assertThat(context).hasNotFailed();
                assertThat(Applications.tables(database)).isEmpty();
                assertThat(Applications.settings(context)).containsExactly(starter.asks);
                assertThat(Applications.blocked(context))
                        .extracting(BlockedMigration::target)
                        .singleElement()
                        .asString()
                        .contains(database.url().split("[;?]")[0])
                        .doesNotContain(database.password());
                assertThat(log.messages("INFO"))
                        .singleElement()
                        .asString()
                        .contains(starter.asks)
                        .endsWith("set guard.auto-migration=allow in tests and on a developer's machine.");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesItWhereThatIsAllowed(Starter starter) {
        FreshDatabase database = TestDatabase.h2File(folder);
        Applications.with(starter, database)
                .withPropertyValues("guard.auto-migration=allow")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Applications.tables(database)).contains(starter.table);
                    assertThat(Applications.blocked(context)).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    void makesItInADatabaseInMemory(Starter starter) {
        FreshDatabase database = TestDatabase.H2.create();
        Applications.with(starter, database).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(database)).contains(starter.table);
            assertThat(Applications.blocked(context)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void alwaysMeansADatabaseInMemoryToo(Starter starter) {
        FreshDatabase database = TestDatabase.H2.create();
        Applications.with(starter, database)
                .withPropertyValues("guard.auto-migration=always")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Applications.tables(database)).isEmpty();
                    assertThat(Applications.settings(context)).containsExactly(starter.asks);
                });
    }

    @ParameterizedTest
    @EnumSource
    void makesItWhereTheGuardIsSwitchedOff(Starter starter) {
        FreshDatabase database = TestDatabase.h2File(folder);
        Applications.with(starter, database)
                .withPropertyValues("guard.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(GuardMigrationAutoConfiguration.class);
                    assertThat(Applications.tables(database)).contains(starter.table);
                });
    }
}
