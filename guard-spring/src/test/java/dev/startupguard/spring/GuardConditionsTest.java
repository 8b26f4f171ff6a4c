package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.traffic.WorkGate;
import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Which part of the guard itself is there under which condition: one row a condition, everything else as it should be. */
class GuardConditionsTest {

    private static final AutoConfigurations GUARD = AutoConfigurations.of(
            GuardAutoConfiguration.class, GuardOffAutoConfiguration.class, GuardJpaAutoConfiguration.class);

    /** The type that stands for each part. */
    private static final Map<String, Class<?>> PARTS = Map.ofEntries(
            Map.entry("filter", GuardFilterRegistration.class),
            Map.entry("handlers", AnnotatedHandlers.class),
            Map.entry("reactive", ReactiveConfiguration.class),
            Map.entry("Flyway", FlywayBlocker.class),
            Map.entry("Flyway's vendor", FlywayVendor.class),
            Map.entry("Hikari", PatientHikari.class),
            Map.entry("entities", EntityWarmUpConfiguration.class),
            Map.entry("order", SchemaRequirementConfiguration.DependencyConfiguration.class),
            Map.entry("server", ListeningServer.class),
            Map.entry("JPA", EntityManagerFactorySettings.class),
            Map.entry("ddl-auto", DdlAutoDefault.class));

    private static final List<String> ALL_BUT_JPA =
            PARTS.keySet().stream().filter(each -> !each.equals("JPA")).toList();

    /**
     * @param missing from the class path; null for nothing
     * @param absent what is not there then
     */
    record Row(
            String condition, AbstractApplicationContextRunner<?, ?, ?> kind, Class<?> missing, List<String> absent) {

        @Override
        public String toString() {
            return condition;
        }
    }

    private static Row servlet(Class<?> missing, String... absent) {
        return new Row(
                "no " + missing.getSimpleName(),
                new WebApplicationContextRunner(),
                missing,
                Stream.concat(Stream.of("reactive"), Stream.of(absent)).toList());
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("servlets", new WebApplicationContextRunner(), null, List.of("reactive")),
                new Row("reactive", new ReactiveWebApplicationContextRunner(), null, List.of("filter", "handlers")),
                new Row("no web", new ApplicationContextRunner(), null, List.of("filter", "handlers", "reactive")),
                servlet(Filter.class, "filter", "handlers"),
                servlet(FilterRegistrationBean.class, "filter", "handlers"),
                servlet(RequestMappingInfoHandlerMapping.class, "handlers"),
                servlet(Flyway.class, "Flyway", "Flyway's vendor"),
                servlet(FlywayProperties.class, "Flyway's vendor"),
                servlet(HikariDataSource.class, "Hikari"),
                servlet(EntityManagerFactory.class, "entities"),
                servlet(DatabaseInitializationDependencyConfigurer.class, "order"),
                servlet(WebServerInitializedEvent.class, "server"),
                servlet(LocalContainerEntityManagerFactoryBean.class, "JPA", "ddl-auto"),
                servlet(HibernateProperties.class, "ddl-auto"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPartIsThereUnlessItsConditionFails(Row row) {
        row.kind
                .withConfiguration(GUARD)
                .withClassLoader(
                        new FilteredClassLoader(row.missing == null ? new Class<?>[0] : new Class<?>[] {row.missing}))
                .withPropertyValues("guard.schema.on-incompatible=fail")
                .run(context -> {
                    assertThat(context.getStartupFailure()).isNull();
                    assertThat(absent(context)).containsExactlyInAnyOrderElementsOf(row.absent);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "hold, false",
        "warn, false",
        "fail, true",
        "FAIL, true",
        "${required:fail}, true",
        "${required:hold}, false"
    })
    void whatUsesTheDatabaseWaitsOnlyForASchemaThatIsRequired(String onIncompatible, boolean waits) {
        new ApplicationContextRunner()
                .withConfiguration(GUARD)
                .withPropertyValues("guard.schema.on-incompatible=" + onIncompatible)
                .run(context -> assertThat(!absent(context).contains("order")).isEqualTo(waits));
    }

    @Test
    void switchedOffOnlyJpaIsStillTold() {
        new WebApplicationContextRunner()
                .withConfiguration(GUARD)
                .withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(absent(context)).containsExactlyInAnyOrderElementsOf(ALL_BUT_JPA));
    }

    @Test
    void theApplicationsOwnBeansStayTheOnlyOnes() {
        Settings settings = Settings.of(new PropertySettings("own", Map.of("guard.role", "own")));
        GuardConfiguration configuration = GuardConfiguration.of(settings);
        BlockedMigrations blocked = new BlockedMigrations();
        new ApplicationContextRunner()
                .withConfiguration(GUARD)
                .withBean("ownConfiguration", GuardConfiguration.class, () -> configuration)
                .withBean("ownBlocked", BlockedMigrations.class, () -> blocked)
                .run(context -> {
                    assertThat(context.getBean(GuardConfiguration.class)).isSameAs(configuration);
                    assertThat(context.getBean(BlockedMigrations.class)).isSameAs(blocked);
                    assertThat(context).hasSingleBean(WorkGate.class).hasBean("guardWorkGate");
                });
    }

    private static List<String> absent(ApplicationContext context) {
        return PARTS.keySet().stream()
                .filter(each -> context.getBeanNamesForType(PARTS.get(each)).length == 0)
                .toList();
    }
}
