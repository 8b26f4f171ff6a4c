package dev.startupguard.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.liquibase.actuate.endpoint.LiquibaseEndpoint;
import org.springframework.boot.liquibase.autoconfigure.DataSourceClosingSpringLiquibase;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseEndpointAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

class LiquibaseBlockingTest {

    private static final String UNREACHABLE = "jdbc:postgresql://localhost:1/app";

    @TempDir
    static Path folder;

    private final FreshDatabase main = TestDatabase.h2File(folder);
    private final FreshDatabase other = TestDatabase.h2File(folder);

    @Test
    void noConnectionIsOpened() {
        liquibase(Applications.on(UNREACHABLE, "app", "hush")).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.settings(context)).containsExactly(Starter.LIQUIBASE.asks);
        });
    }

    @Test
    void severalOfTheApplicationsOwnAreReportedByTheirNames() {
        liquibase(Applications.on(main)).withUserConfiguration(Own.class).run(context -> {
            assertThat(context).hasNotFailed().hasBean("afterTickets");
            assertThat(Applications.tables(main)).isEmpty();
            assertThat(Applications.blocked(context))
                    .extracting(BlockedMigration::what, BlockedMigration::setting, BlockedMigration::value)
                    .containsExactlyInAnyOrder(
                            tuple(
                                    "migration by Liquibase bean 'tickets'",
                                    "its change log",
                                    "classpath:changelogs/tickets.yaml"),
                            tuple(
                                    "migration by Liquibase bean 'seats'",
                                    "spring.liquibase.change-log",
                                    "classpath:/db/changelog/db.changelog-master.yaml"));
        });
    }

    @Test
    void severalOfTheApplicationsOwnRunWhereThatIsAllowed() {
        liquibase(Applications.on(main))
                .withUserConfiguration(Own.class)
                .withPropertyValues("guard.auto-migration=allow")
                .run(context -> assertThat(Applications.tables(main)).contains("ticket", "seat"));
    }

    @Test
    void theDatabaseOfLiquibasesOwnDataSourceDecides() {
        FreshDatabase inMemory = TestDatabase.H2.create();
        liquibase(Applications.on(main))
                .withBean("forLiquibase", DataSources.class, () -> new DataSources(inMemory))
                .withUserConfiguration(OfLiquibase.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Applications.tables(inMemory)).contains("seat");
                    assertThat(Applications.blocked(context)).isEmpty();
                });
        liquibase(Applications.on(TestDatabase.H2.create()))
                .withBean("forLiquibase", DataSources.class, () -> new DataSources(other))
                .withUserConfiguration(OfLiquibase.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Applications.tables(other)).isEmpty();
                    assertThat(Applications.blocked(context))
                            .extracting(BlockedMigration::target)
                            .singleElement()
                            .asString()
                            .startsWith("jdbc:h2:file:");
                });
    }

    @Test
    void aDataSourceThatIsClosedAfterTheMigrationIsCoveredToo() {
        liquibase(Applications.on(main))
                .withPropertyValues(
                        "spring.liquibase.url=" + other.url(),
                        "spring.liquibase.user=" + other.user(),
                        "spring.liquibase.password=" + other.password())
                .run(context -> {
                    assertThat(context.getBean(SpringLiquibase.class))
                            .isInstanceOf(DataSourceClosingSpringLiquibase.class);
                    assertThat(Applications.tables(other)).isEmpty();
                    assertThat(Applications.settings(context)).containsExactly(Starter.LIQUIBASE.asks);
                });
    }

    @Test
    void oneForSeveralTenantsIsCoveredToo() {
        liquibase(Applications.on(main)).withUserConfiguration(Tenants.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(main)).isEmpty();
            assertThat(Applications.blocked(context))
                    .extracting(BlockedMigration::what)
                    .contains("migration by Liquibase bean 'tenants'");
        });
    }

    @Test
    void propertiesThatAreBoundToTheBeanCannotSwitchItOnAgain() {
        liquibase(Applications.on(main))
                .withUserConfiguration(Bound.class)
                .withPropertyValues("tickets.should-run=true", "tickets.change-log=classpath:changelogs/tickets.yaml")
                .run(context -> {
                    assertThat(Applications.tables(main)).isEmpty();
                    assertThat(Applications.settings(context))
                            .containsExactly("its change log=classpath:changelogs/tickets.yaml");
                });
    }

    @Test
    void whatWouldNotRunAnywayIsNotReported() {
        liquibase(Applications.on(main)).withUserConfiguration(Idle.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.blocked(context)).isEmpty();
        });
    }

    @Test
    void theActuatorEndpointAnswers() {
        WebApplicationContextRunner runner = liquibase(Applications.on(main))
                .withConfiguration(AutoConfigurations.of(
                        EndpointAutoConfiguration.class, LiquibaseEndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=liquibase");

        runner.run(context ->
                assertThat(changeSets(context.getBean(LiquibaseEndpoint.class))).isEqualTo(0));
        runner.withPropertyValues("guard.auto-migration=allow")
                .run(context -> assertThat(changeSets(context.getBean(LiquibaseEndpoint.class)))
                        .isEqualTo(1));
        runner.run(context ->
                assertThat(changeSets(context.getBean(LiquibaseEndpoint.class))).isEqualTo(1));
    }

    private static long changeSets(LiquibaseEndpoint endpoint) {
        return endpoint.liquibaseBeans().getContexts().values().stream()
                .flatMap(each -> each.getLiquibaseBeans().values().stream())
                .mapToLong(each -> each.getChangeSets().size())
                .sum();
    }

    private static WebApplicationContextRunner liquibase(WebApplicationContextRunner runner) {
        return runner.withConfiguration(Starter.LIQUIBASE.autoConfigurations());
    }

    private static SpringLiquibase liquibase(DataSource dataSource, String changeLog) {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(dataSource);
        liquibase.setChangeLog(changeLog);
        return liquibase;
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        SpringLiquibase tickets(DataSource dataSource) {
            return liquibase(dataSource, "classpath:changelogs/tickets.yaml");
        }

        @Bean
        SpringLiquibase seats(DataSource dataSource) {
            return liquibase(dataSource, "classpath:/db/changelog/db.changelog-master.yaml");
        }

        @Bean
        @DependsOn("tickets")
        Object afterTickets() {
            return new Object();
        }
    }

    record DataSources(FreshDatabase forLiquibase) {}

    @Configuration(proxyBeanMethods = false)
    static class OfLiquibase {

        @Bean(defaultCandidate = false)
        @LiquibaseDataSource
        DataSource liquibaseDataSource(DataSources databases) {
            return databases.forLiquibase().dataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Tenants {

        @Bean
        MultiTenantSpringLiquibase tenants(DataSource dataSource) {
            MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
            tenants.setDataSource(dataSource);
            tenants.setSchemas(List.of("default"));
            tenants.setChangeLog("classpath:changelogs/tickets.yaml");
            return tenants;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties
    static class Bound {

        @Bean
        @ConfigurationProperties("tickets")
        SpringLiquibase tickets(DataSource dataSource) {
            SpringLiquibase liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            return liquibase;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Idle {

        @Bean
        SpringLiquibase idle(DataSource dataSource) {
            SpringLiquibase liquibase = liquibase(dataSource, "classpath:changelogs/tickets.yaml");
            liquibase.setShouldRun(false);
            return liquibase;
        }
    }
}
