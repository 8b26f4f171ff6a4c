package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.startupguard.StartupGuard;
import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

class JpaBlockingTest {

    @TempDir
    static Path folder;

    static Stream<FreshDatabase> databases() {
        return Stream.of(TestDatabase.h2File(folder), TestDatabase.POSTGRESQL.create());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void ddlAutoDoesNotChangeADatabaseThatOthersMayUse(FreshDatabase database) {
        jpa(database).withPropertyValues("spring.jpa.hibernate.ddl-auto=update").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(database)).isEmpty();
            assertThat(context.getBean(StartupGuard.class).blockedMigrations().all())
                    .extracting(BlockedMigration::setting, BlockedMigration::value)
                    .contains(tuple("hibernate.hbm2ddl.auto", "update"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.jpa.generate-ddl=true",
                "spring.jpa.properties.jakarta.persistence.schema-generation.database.action=create"
            })
    void otherSettingsThatAskForTablesDoNotGetThemEither(String setting) {
        FreshDatabase database = TestDatabase.h2File(folder);
        jpa(database).withPropertyValues(setting).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(database)).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"guard.auto-migration=allow", "guard.enabled=false"})
    void ddlAutoWorksWhereTheGuardIsToldSo(String setting) {
        FreshDatabase database = TestDatabase.h2File(folder);
        jpa(database)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=update", setting)
                .run(context -> assertThat(Applications.tables(database)).contains("person"));
    }

    @Test
    void springBootsDefaultStillMakesTheTablesOfADatabaseInMemory() {
        FreshDatabase database = inProcess();
        jpa(database).run(context -> assertThat(Applications.tables(database)).contains("person"));
    }

    @Test
    void alwaysMeansADatabaseInMemoryToo() {
        FreshDatabase database = inProcess();
        jpa(database)
                .withPropertyValues("guard.auto-migration=always")
                .run(context -> assertThat(Applications.tables(database)).isEmpty());
    }

    @Test
    void anEntityManagerFactoryThatTheApplicationMakesIsBlockedByTheSameSettings() {
        FreshDatabase blocked = TestDatabase.h2File(folder);
        FreshDatabase allowed = TestDatabase.h2File(folder);

        jpa(blocked).withUserConfiguration(OwnFactory.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(blocked)).isEmpty();
        });
        jpa(allowed)
                .withUserConfiguration(OwnFactory.class)
                .withPropertyValues("guard.auto-migration=allow")
                .run(context -> assertThat(Applications.tables(allowed)).contains("person"));
    }

    @Test
    void eachPersistenceUnitIsReportedByItsNameAndDecidedByItsDatabase() {
        FreshDatabase shared = TestDatabase.POSTGRESQL.create();
        FreshDatabase own = inProcess();
        jpa(shared)
                .withBean("own", FreshDatabase.class, () -> own)
                .withUserConfiguration(Units.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Applications.tables(shared)).isEmpty();
                    assertThat(Applications.tables(own)).contains("person");
                    assertThat(context.getBean(StartupGuard.class)
                                    .blockedMigrations()
                                    .all())
                            .extracting(BlockedMigration::what, BlockedMigration::setting, BlockedMigration::value)
                            .containsExactlyInAnyOrder(
                                    tuple(
                                            "schema generation by Hibernate for persistence unit 'orders'",
                                            "hibernate.hbm2ddl.auto",
                                            "update"),
                                    tuple(
                                            "schema generation by Hibernate for persistence unit 'stock'",
                                            "jakarta.persistence.schema-generation.database.action",
                                            "create"));
                });
    }

    @Test
    void validationByHibernateIsLeftToTheGuardWhileItHolds() {
        FreshDatabase database = TestDatabase.h2File(folder);
        jpa(database)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
                .run(context -> assertThat(context).hasNotFailed());
        jpa(database)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=validate", "guard.schema.on-incompatible=fail")
                .run(context -> assertThat(context).hasFailed());
    }

    private static ApplicationContextRunner jpa(FreshDatabase database) {
        return Applications.on(database).withPropertyValues("spring.flyway.enabled=false");
    }

    private static FreshDatabase inProcess() {
        return new FreshDatabase(
                TestDatabase.H2, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "h2 secret");
    }

    private static LocalContainerEntityManagerFactoryBean unit(
            String name, DataSource dataSource, Map<String, String> settings) {
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setPersistenceUnitName(name);
        factory.setDataSource(dataSource);
        factory.setPackagesToScan(Person.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(settings);
        return factory;
    }

    @Configuration(proxyBeanMethods = false)
    static class Units {

        @Bean
        @Primary
        LocalContainerEntityManagerFactoryBean orders(DataSource dataSource) {
            return unit("orders", dataSource, Map.of("hibernate.hbm2ddl.auto", "update"));
        }

        @Bean
        LocalContainerEntityManagerFactoryBean stock(DataSource dataSource) {
            return unit("stock", dataSource, Map.of("jakarta.persistence.schema-generation.database.action", "create"));
        }

        @Bean
        LocalContainerEntityManagerFactoryBean cache(FreshDatabase own) {
            return unit("cache", own.dataSource(), Map.of("hibernate.hbm2ddl.auto", "create"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFactory {

        @Bean
        LocalContainerEntityManagerFactoryBean ownFactory(DataSource dataSource) {
            return unit("own", dataSource, Map.of("hibernate.hbm2ddl.auto", "create"));
        }
    }
}
