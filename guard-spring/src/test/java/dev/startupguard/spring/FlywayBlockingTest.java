package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class FlywayBlockingTest {

    @TempDir
    static Path folder;

    static Stream<FreshDatabase> databases() {
        return Stream.of(TestDatabase.h2File(folder), TestDatabase.POSTGRESQL.create());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void flywayDoesNotMigrateADatabaseThatOthersMayUse(FreshDatabase database) {
        flyway(database).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(database)).isEmpty();
            assertThat(blocked(context.getBean(StartupGuard.class)))
                    .containsExactly("migration by Flyway by flyway.locations=[classpath:migrations]");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "block, false, true",
        "always, false, true",
        "allow, false, false",
        "block, true, false",
        "always, true, true",
        "allow, true, false"
    })
    void thePolicyDecides(String policy, boolean isInProcess, boolean blocks) {
        FreshDatabase database = isInProcess ? inProcess() : TestDatabase.h2File(folder);
        flyway(database).withPropertyValues("guard.auto-migration=" + policy).run(context -> {
            List<String> tables = Applications.tables(database);
            assertThat(tables).hasSize(blocks ? 0 : 2);
            assertThat(blocked(context.getBean(StartupGuard.class))).hasSize(blocks ? 1 : 0);
        });
    }

    @Test
    void switchedOffFlywayMigrates() {
        FreshDatabase database = TestDatabase.h2File(folder);
        flyway(database)
                .withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(Applications.tables(database)).contains("person"));
    }

    @Test
    void switchedOffByTheApplicationsOwnConfigurationFlywayMigrates() {
        FreshDatabase database = TestDatabase.h2File(folder);
        flyway(database)
                .withUserConfiguration(SwitchedOff.class)
                .run(context -> assertThat(Applications.tables(database)).contains("person"));
    }

    @Test
    void anOwnStrategyIsCalledAndChangesNothing() {
        FreshDatabase database = TestDatabase.h2File(folder);
        database.execute("CREATE TABLE precious (id INT)");
        flyway(database)
                .withUserConfiguration(EagerStrategy.class)
                .withPropertyValues("spring.flyway.clean-disabled=false", "spring.flyway.baseline-on-migrate=true")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(EagerStrategy.class).wasCalled).isTrue();
                    assertThat(Applications.tables(database)).containsExactly("precious");
                    assertThat(blocked(context.getBean(StartupGuard.class)))
                            .extracting(each -> each.substring(0, each.indexOf(" by")))
                            .containsExactly("repair", "baseline", "clean", "migration");
                });
    }

    @Test
    void anOwnFlywayWithAnInitMethodChangesNothing() {
        FreshDatabase database = TestDatabase.h2File(folder);
        flyway(database).withUserConfiguration(OwnFlyway.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(database)).isEmpty();
            assertThat(blocked(context.getBean(StartupGuard.class))).isNotEmpty();
        });
    }

    @Test
    void severalFlywaysAreReportedByTheirDatabases() {
        FreshDatabase one = TestDatabase.h2File(folder);
        FreshDatabase other = TestDatabase.h2File(folder);
        flyway(one)
                .withBean("second", FreshDatabase.class, () -> other)
                .withUserConfiguration(OwnFlyway.class, SecondFlyway.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).getBeans(Flyway.class).hasSize(2);
                    assertThat(Applications.tables(one)).isEmpty();
                    assertThat(Applications.tables(other)).isEmpty();
                    assertThat(context.getBean(StartupGuard.class)
                                    .blockedMigrations()
                                    .all())
                            .filteredOn(BlockedMigration::what, "migration by Flyway")
                            .extracting(BlockedMigration::target)
                            .containsExactlyInAnyOrder(shown(one), shown(other));
                });
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void theDatabaseOfFlywaysOwnDataSourceDecides(boolean isOthersInProcess, boolean blocks) {
        FreshDatabase ofTheApplication = isOthersInProcess ? TestDatabase.h2File(folder) : inProcess();
        FreshDatabase ofFlyway = isOthersInProcess ? inProcess() : TestDatabase.h2File(folder);
        flyway(ofTheApplication)
                .withBean("ofFlyway", FreshDatabase.class, () -> ofFlyway)
                .withUserConfiguration(DataSourceOfFlyway.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Applications.tables(ofTheApplication)).doesNotContain("flyway_schema_history");
                    assertThat(Applications.tables(ofFlyway)).hasSize(blocks ? 0 : 2);
                    assertThat(blocked(context.getBean(StartupGuard.class))).hasSize(blocks ? 1 : 0);
                });
    }

    @Test
    void callbacksOfTheApplicationSurvive() {
        FreshDatabase database = TestDatabase.h2File(folder);
        ApplicationContextRunner runner = flyway(database).withBean(Listening.class);

        runner.run(context -> {
            Listening callback = context.getBean(Listening.class);
            assertThat(context.getBean(Flyway.class).getConfiguration().getCallbacks())
                    .contains(callback);
            assertThat(callback.events).as("nothing was migrated").doesNotContain(Event.AFTER_MIGRATE);
            context.getBean(Flyway.class).info();
            assertThat(callback.events).contains(Event.AFTER_INFO);
        });
        runner.withPropertyValues("guard.auto-migration=allow")
                .run(context ->
                        assertThat(context.getBean(Listening.class).events).contains(Event.AFTER_MIGRATE));
    }

    @Test
    void whatOnlyReadsStillWorks() {
        FreshDatabase database = TestDatabase.h2File(folder);
        flyway(database).run(context -> {
            Flyway flyway = context.getBean(Flyway.class);
            assertThat(flyway.info().pending()).hasSize(2);
            assertThat(flyway.validateWithResult().validationSuccessful).isFalse();
        });
    }

    @Test
    void aSilentDatabaseIsNotAskedForItsVendor() throws IOException {
        try (SilentServer server = SilentServer.start()) {
            Applications.on("jdbc:postgresql://localhost:" + server.port() + "/app?loginTimeout=1", "app", "hush")
                    .withPropertyValues(
                            "spring.flyway.locations=classpath:migrations-by-vendor/{vendor}",
                            "guard.schema.check-interval=1h",
                            "guard.database.timeout=100ms",
                            "spring.jpa.hibernate.ddl-auto=none")
                    .withInitializer(context -> context.addBeanFactoryPostProcessor(beans ->
                            beans.getBeanDefinition("entityManagerFactory").setLazyInit(true)))
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        assertThat(context.getBean(FlywayProperties.class).getLocations())
                                .containsExactly("classpath:migrations-by-vendor/postgresql");
                    });
        }
    }

    private static ApplicationContextRunner flyway(FreshDatabase database) {
        return Applications.on(database).withPropertyValues(Applications.MIGRATIONS);
    }

    private static FreshDatabase inProcess() {
        return new FreshDatabase(
                TestDatabase.H2, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "h2 secret");
    }

    private static Flyway ownFlyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:migrations")
                .load();
    }

    private static String shown(FreshDatabase database) {
        return "table flyway_schema_history of " + database.url().split(";")[0];
    }

    private static List<String> blocked(StartupGuard guard) {
        return guard.blockedMigrations().all().stream()
                .filter(each -> each.what().endsWith("by Flyway"))
                .map(FlywayBlockingTest::words)
                .toList();
    }

    private static String words(BlockedMigration each) {
        return each.what() + " by " + each.setting() + "=" + each.value();
    }

    @Configuration(proxyBeanMethods = false)
    static class EagerStrategy {

        private final AtomicBoolean wasCalled = new AtomicBoolean();

        @Bean
        FlywayMigrationStrategy cleanMigrate() {
            return flyway -> {
                flyway.repair();
                flyway.baseline();
                flyway.clean();
                MigrateResult result = flyway.migrate();
                wasCalled.set(result.success && result.migrationsExecuted == 0);
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFlyway {

        @Bean(initMethod = "migrate")
        Flyway ownFlyway(DataSource dataSource) {
            return FlywayBlockingTest.ownFlyway(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondFlyway {

        @Bean(initMethod = "migrate")
        Flyway secondFlyway(FreshDatabase second) {
            return FlywayBlockingTest.ownFlyway(second.dataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class DataSourceOfFlyway {

        @Bean(defaultCandidate = false)
        @FlywayDataSource
        DataSource flywayDataSource(FreshDatabase ofFlyway) {
            return ofFlyway.dataSource();
        }
    }

    static final class Listening extends BaseCallback {

        private final Set<Event> events = ConcurrentHashMap.newKeySet();

        @Override
        public void handle(Event event, Context context) {
            events.add(event);
        }
    }
}
