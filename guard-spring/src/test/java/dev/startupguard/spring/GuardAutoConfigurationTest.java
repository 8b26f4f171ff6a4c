package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardListener;
import dev.startupguard.GuardStatus;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceSource;
import dev.startupguard.maintenance.MaintenanceState;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.traffic.WorkGate;
import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.Filter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

class GuardAutoConfigurationTest {

    private static final AutoConfigurations GUARD = AutoConfigurations.of(
            GuardAutoConfiguration.class, GuardOffAutoConfiguration.class, GuardJpaAutoConfiguration.class);

    private final ApplicationContextRunner application = new ApplicationContextRunner().withConfiguration(GUARD);
    private final WebApplicationContextRunner webApplication =
            new WebApplicationContextRunner().withConfiguration(GUARD);

    @Test
    void anApplicationWithoutWebGetsAGuardAndAGateAndNoFilter() {
        application.run(context -> assertThat(context)
                .hasSingleBean(StartupGuard.class)
                .hasSingleBean(WorkGate.class)
                .hasSingleBean(GuardConfiguration.class)
                .doesNotHaveBean(FilterRegistrationBean.class));
    }

    /** Failure case 20. */
    @Test
    void aServletApplicationGetsTheFilterBeforeAllOthers() {
        webApplication.run(context -> {
            GuardFilterRegistration registration = context.getBean(GuardFilterRegistration.class);
            assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
            assertThat(registration.getUrlPatterns()).containsExactly("/*");
            assertThat(registration.isAsyncSupported()).isTrue();
        });
    }

    @Test
    void aReactiveApplicationIsToldThatItsRequestsAreNotGuarded() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(GUARD)
                .run(context -> assertThat(context)
                        .hasSingleBean(StartupGuard.class)
                        .hasSingleBean(ReactiveConfiguration.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    void theGuardStartsAndServesWhereThereIsNothingToCheck() {
        application.run(context -> {
            StartupGuard guard = context.getBean(StartupGuard.class);
            Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
            assertThat(context.getBean(WorkGate.class).tryEnter()).isPresent();
        });
    }

    @Test
    void closingTheContextDrainsAndClosesTheGuard() {
        StartupGuard[] guard = new StartupGuard[1];
        application.run(context -> guard[0] = context.getBean(StartupGuard.class));

        assertThat(guard[0].status().phase()).isEqualTo(Phase.DRAINING);
    }

    @Test
    void switchedOffNothingOfTheGuardIsInTheWay() {
        webApplication
                .withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(SchemaRequirement.class)
                        .doesNotHaveBean(GuardDrain.class)
                        .doesNotHaveBean(FlywayBlocker.class)
                        .doesNotHaveBean(PatientHikari.class)
                        .doesNotHaveBean(DdlAutoDefault.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    void switchedOffWhatInjectsTheGuardOrItsGateStillWorks() {
        application
                .withUserConfiguration(Worker.class)
                .withPropertyValues("guard.enabled=false", "guard.maintenance.mode=ON", "guard.warmup.pages=/people")
                .run(context -> {
                    assertThat(context).hasSingleBean(StartupGuard.class).hasSingleBean(WorkGate.class);
                    StartupGuard guard = context.getBean(StartupGuard.class);
                    Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
                    assertThat(context.getBean(WorkGate.class).tryEnter()).isPresent();
                });
    }

    @Test
    void switchedOffTheApplicationsOwnGuardStaysTheOnlyOneAndStarts() {
        application
                .withUserConfiguration(OwnGuard.class)
                .withPropertyValues("guard.enabled=false")
                .run(context -> {
                    assertThat(context).hasSingleBean(StartupGuard.class);
                    WorkGate gate = context.getBean(WorkGate.class);
                    Awaitility.await().until(gate::isOpen);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"flase", "no", "FALSE", ""})
    void aMisspeltSwitchIsRefusedAndDoesNotSwitchOff(String value) {
        application
                .withPropertyValues("guard.enabled=" + value)
                .run(context -> assertThat(new InvalidSettingFailureAnalyzer().analyze(context.getStartupFailure()))
                        .extracting(FailureAnalysis::getDescription)
                        .asString()
                        .contains("guard.enabled (test) is '" + value + "'; expected true or false."));
    }

    @Test
    void aSettingThatDoesNotExistIsRefused() {
        application
                .withPropertyValues("guard.schema.minimum=3")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessageStartingWith("guard.schema.minimum (test) is not a setting of the guard"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Flyway.class,
                FlywayProperties.class,
                HikariDataSource.class,
                EntityManagerFactory.class,
                LocalContainerEntityManagerFactoryBean.class,
                HibernateProperties.class,
                DatabaseInitializationDependencyConfigurer.class,
                WebServerInitializedEvent.class
            })
    void nothingOptionalIsNeeded(Class<?> missing) {
        webApplication
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(StartupGuard.class));
    }

    @Test
    void nothingOptionalIsNeededAltogether() {
        application
                .withClassLoader(new FilteredClassLoader(
                        "org.flywaydb",
                        "com.zaxxer",
                        "org.hibernate",
                        "jakarta.persistence",
                        "jakarta.servlet",
                        "org.springframework.orm",
                        "org.springframework.jdbc",
                        "org.springframework.boot.flyway",
                        "org.springframework.boot.hibernate",
                        "org.springframework.boot.jpa",
                        "org.springframework.boot.jdbc",
                        "org.springframework.boot.sql",
                        "org.springframework.boot.web.server"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(StartupGuard.class));
    }

    @Test
    void theFilterNeedsServlets() {
        application
                .withClassLoader(new FilteredClassLoader(Filter.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    void theApplicationsOwnGuardStaysTheOnlyOne() {
        application
                .withUserConfiguration(OwnGuard.class)
                .run(context -> assertThat(context)
                        .getBean(StartupGuard.class)
                        .extracting(each -> each.configuration().identity().role())
                        .isEqualTo("own"));
    }

    @Test
    void listenersMayDependOnTheGuardAndHearOfItsFirstChange() {
        application.withUserConfiguration(Listening.class).run(context -> {
            assertThat(context).hasNotFailed();
            GuardStatus first = context.getBean(Recorder.class).changes.take();
            assertThat(first.phase()).isNotEqualTo(Phase.DRAINING);
        });
    }

    @Test
    void sourcesOfTheModeAreAskedUnderTheirBeansNames() {
        application.withUserConfiguration(OwnSource.class).run(context -> {
            GuardStatus status = context.getBean(StartupGuard.class).status();
            assertThat(status.mode()).isEqualTo(MaintenanceMode.ON);
            assertThat(status.maintenance().source()).isEqualTo("corporateCalendar");
        });
    }

    @Test
    void blockedMigrationsAreReportedInTheGuardOfTheirContext() {
        application.run(
                context -> assertThat(context.getBean(StartupGuard.class).blockedMigrations())
                        .isSameAs(context.getBean(BlockedMigrations.class))
                        .isNotSameAs(BlockedMigrations.ofThisClassLoader()));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnGuard {

        @Bean
        StartupGuard ownGuard() {
            Settings settings = Settings.of(new PropertySettings("own", Map.of("guard.role", "own")));
            return StartupGuard.builder()
                    .configuration(GuardConfiguration.of(settings))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Worker {

        @Bean
        Runnable worker(WorkGate gate, StartupGuard guard) {
            return () -> gate.run(guard::checkSchema);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Recorder recorder(StartupGuard guard) {
            return new Recorder(guard);
        }
    }

    static final class Recorder implements GuardListener {

        private final BlockingQueue<GuardStatus> changes = new LinkedBlockingQueue<>();
        private final StartupGuard guard;

        Recorder(StartupGuard guard) {
            this.guard = guard;
        }

        @Override
        public void changed(GuardStatus before, GuardStatus after) {
            assertThat(guard.status()).isNotNull();
            changes.add(after);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnSource {

        @Bean
        MaintenanceSource corporateCalendar() {
            return () -> Optional.of(
                    new MaintenanceState(MaintenanceMode.ON, "Planned.", "calendar", Instant.EPOCH, null, 1));
        }
    }
}
