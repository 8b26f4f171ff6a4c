package dev.startupguard.starters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class ScriptBlockingTest {

    @TempDir
    static Path folder;

    private final FreshDatabase database = TestDatabase.h2File(folder);

    @Test
    void dataWithoutASchemaIsNotInsertedEither() {
        database.execute("CREATE TABLE speaker (id INT)");
        sqlInit("spring.sql.init.mode=always", "spring.sql.init.data-locations=classpath:scripts/data.sql")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(database.column("SELECT count(*) FROM speaker")).containsExactly("0");
                    assertThat(Applications.settings(context)).containsExactly("spring.sql.init.mode=always");
                });
    }

    @Test
    void withoutAnyScriptNothingIsReported() {
        sqlInit("spring.sql.init.mode=always").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.blocked(context)).isEmpty();
        });
    }

    @Test
    void aScriptThatIsNotThereFailsTheStartAsItAlwaysDid() {
        sqlInit("spring.sql.init.mode=always", "spring.sql.init.schema-locations=classpath:scripts/none.sql")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("No schema scripts found at location"));
    }

    @Test
    void springBootsDefaultMeansNoDatabaseThatOthersMayUseAndIsNotReported() {
        sqlInit("spring.sql.init.schema-locations=classpath:scripts/schema.sql").run(context -> {
            assertThat(Applications.tables(database)).isEmpty();
            assertThat(Applications.blocked(context)).isEmpty();
        });
    }

    @Test
    void springBootsDefaultOpensNoConnectionToFindThatOut() {
        Applications.on("jdbc:postgresql://localhost:1/app", "app", "hush")
                .withConfiguration(Starter.SQL_INIT.autoConfigurations())
                .withPropertyValues(Starter.SQL_INIT.settings())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Applications.settings(context)).containsExactly("spring.sql.init.mode=always");
                });
    }

    @Test
    void anInitializerOfTheApplicationIsReportedByItsName() {
        Applications.on(database).withUserConfiguration(Own.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(database)).isEmpty();
            assertThat(Applications.settings(context)).containsExactly("the mode of bean 'own'=always");
            assertThat(context.getBean(DataSourceScriptDatabaseInitializer.class)
                            .initializeDatabase())
                    .as("called again by the application")
                    .isFalse();
        });
    }

    @Test
    void anInitializerOfSpringItselfIsReportedByItsName() {
        Applications.on(database).withUserConfiguration(Plain.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(Applications.tables(database)).isEmpty();
            assertThat(Applications.settings(context)).containsExactly("bean 'plain', enabled=true");
        });
        Applications.on(database)
                .withUserConfiguration(Plain.class)
                .withPropertyValues("guard.auto-migration=allow")
                .run(context -> assertThat(Applications.tables(database)).containsExactly("speaker"));
    }

    /** As for R2DBC, whose databases the guard cannot tell apart: Spring Boot's own mode for databases in memory is trusted. */
    @ParameterizedTest
    @CsvSource({
        "ALWAYS, block, 0, the mode of bean 'foreign'=always",
        "EMBEDDED, block, 1,",
        "EMBEDDED, always, 0, the mode of bean 'foreign'=embedded",
        "ALWAYS, allow, 1,",
        "NEVER, block, 0,"
    })
    void aDatabaseThatIsNotReachedByJdbcCountsAsOneThatOthersMayUse(
            DatabaseInitializationMode mode, String policy, int runs, String reported) {
        Applications.on(database)
                .withBean("foreign", Foreign.class, () -> new Foreign(mode))
                .withPropertyValues("guard.auto-migration=" + policy)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Foreign.class).runs).hasValue(runs);
                    assertThat(Applications.settings(context))
                            .isEqualTo(reported == null ? List.of() : List.of(reported));
                });
    }

    private WebApplicationContextRunner sqlInit(String... settings) {
        return Applications.on(database)
                .withConfiguration(Starter.SQL_INIT.autoConfigurations())
                .withPropertyValues(settings);
    }

    private static DatabaseInitializationSettings schema(DatabaseInitializationMode mode) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setSchemaLocations(List.of("classpath:scripts/schema.sql"));
        settings.setMode(mode);
        return settings;
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        DataSourceScriptDatabaseInitializer own(DataSource dataSource) {
            return new Confusing(dataSource, schema(DatabaseInitializationMode.ALWAYS));
        }
    }

    /** Has a field of the same name as one that decides. */
    static final class Confusing extends DataSourceScriptDatabaseInitializer {

        private final List<String> settings = List.of("of the application");

        Confusing(DataSource dataSource, DatabaseInitializationSettings settings) {
            super(dataSource, settings);
        }

        @Override
        public String toString() {
            return settings.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Plain {

        @Bean
        DataSourceInitializer plain(DataSource dataSource) {
            DataSourceInitializer initializer = new DataSourceInitializer();
            initializer.setDataSource(dataSource);
            initializer.setDatabasePopulator(
                    new ResourceDatabasePopulator(new ClassPathResource("scripts/schema.sql")));
            return initializer;
        }
    }

    static final class Foreign extends AbstractScriptDatabaseInitializer {

        private final AtomicInteger runs = new AtomicInteger();

        Foreign(DatabaseInitializationMode mode) {
            super(schema(mode));
        }

        @Override
        protected boolean isEmbeddedDatabase() {
            return true;
        }

        @Override
        protected void runScripts(Scripts scripts) {
            runs.incrementAndGet();
        }
    }
}
