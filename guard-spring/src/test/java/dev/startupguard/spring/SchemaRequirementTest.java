package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

class SchemaRequirementTest {

    @TempDir
    static Path folder;

    static Stream<FreshDatabase> databases() {
        return Stream.of(TestDatabase.h2File(folder), TestDatabase.POSTGRESQL.create());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anIncompatibleSchemaFailsTheStartBeforeAnythingUsesTheDatabase(FreshDatabase database) {
        migrate(database, "1");

        failing(database).run(context -> {
            FailureAnalysis analysis = Objects.requireNonNull(
                    new IncompatibleSchemaFailureAnalyzer().analyze(context.getStartupFailure()));
            assertThat(analysis.getDescription())
                    .startsWith("The database schema and this build do not fit together, and"
                            + " guard.schema.on-incompatible is 'fail'. ")
                    .contains("2");
            assertThat(analysis.getAction()).startsWith("Bring the schema to a version that fits");
            assertThat(Users.made).isEmpty();
        });
    }

    @Test
    void aCompatibleSchemaLetsItStart() {
        FreshDatabase database = TestDatabase.h2File(folder);
        migrate(database, "2");

        failing(database).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Users.made).hasSize(2);
            StartupGuard guard = context.getBean(StartupGuard.class);
            Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
        });
    }

    @Test
    void switchedOffByTheApplicationsOwnConfigurationNothingIsRequired() {
        Applications.on(TestDatabase.h2File(folder))
                .withUserConfiguration(SwitchedOff.class)
                .withPropertyValues("spring.flyway.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "warn"})
    void whereNothingIsRequiredADataSourceMayBeMadeFromAnother(String onIncompatible) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class))
                .withUserConfiguration(Routing.class)
                .withPropertyValues("guard.schema.on-incompatible=" + onIncompatible)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SchemaRequirement.class));
    }

    @Test
    void soItMayWhereAConfigurationOfTheApplicationsOwnRequiresNothing() {
        Settings settings = Settings.of(new PropertySettings("own", Map.of("guard.schema.on-incompatible", "hold")));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class))
                .withUserConfiguration(Routing.class)
                .withBean("own", GuardConfiguration.class, () -> GuardConfiguration.of(settings))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(SchemaRequirement.class));
    }

    @Test
    void whereFlywayMayMigrateItDoesSoBeforeTheCheck() {
        failing(TestDatabase.h2File(folder))
                .withPropertyValues("guard.auto-migration=allow")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aDatabaseThatDoesNotAnswerFailsTheStartWithinTheTimeLimit() throws IOException {
        try (SilentServer server = SilentServer.start()) {
            long began = System.nanoTime();
            failing(Applications.on(
                            "jdbc:postgresql://localhost:" + server.port() + "/app?loginTimeout=1", "app", "hush"))
                    .withPropertyValues(
                            "guard.database.timeout=200ms", "spring.datasource.hikari.connection-timeout=250")
                    .run(context -> {
                        assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
                        assertThat(new IncompatibleSchemaFailureAnalyzer().analyze(context.getStartupFailure()))
                                .extracting(FailureAnalysis::getDescription)
                                .asString()
                                .contains("200 ms")
                                .doesNotContain("hush");
                    });
        }
    }

    private static ApplicationContextRunner failing(FreshDatabase database) {
        return failing(Applications.on(database));
    }

    private static ApplicationContextRunner failing(ApplicationContextRunner application) {
        Users.made.clear();
        return application
                .withUserConfiguration(Users.class)
                .withPropertyValues(Applications.MIGRATIONS, "guard.schema.on-incompatible=fail");
    }

    private static void migrate(FreshDatabase database, String target) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:migrations")
                .target(target)
                .load()
                .migrate();
    }

    /** A DataSource for tenants, which are read from a database of their own. */
    @Configuration(proxyBeanMethods = false)
    static class Routing {

        @Bean
        DataSource catalogue() {
            return TestDatabase.h2File(folder).dataSource();
        }

        @Bean
        JdbcTemplate catalogueTemplate(@Qualifier("catalogue") DataSource catalogue) {
            return new JdbcTemplate(catalogue);
        }

        @Bean
        @Primary
        DataSource routing(JdbcTemplate catalogue) {
            AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                @Override
                protected Object determineCurrentLookupKey() {
                    return 1;
                }
            };
            Object tenant = Objects.requireNonNull(catalogue.queryForObject("SELECT 1", Integer.class));
            routing.setTargetDataSources(Map.of(tenant, Objects.requireNonNull(catalogue.getDataSource())));
            return routing;
        }
    }

    /** Notes what was made that uses the database. */
    @Configuration(proxyBeanMethods = false)
    static class Users {

        private static final List<String> made = new CopyOnWriteArrayList<>();

        @Bean
        static BeanPostProcessor notes() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String beanName) {
                    if (bean instanceof JdbcTemplate
                            || bean instanceof EntityManagerFactory
                            || bean instanceof LocalContainerEntityManagerFactoryBean) {
                        made.add(beanName);
                    }
                    return bean;
                }
            };
        }
    }
}
