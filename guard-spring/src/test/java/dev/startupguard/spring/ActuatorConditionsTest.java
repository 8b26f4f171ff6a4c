package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.servlet.ExemptPaths;
import dev.startupguard.spring.actuate.GuardHealthAutoConfiguration;
import dev.startupguard.spring.actuate.GuardInfoAutoConfiguration;
import dev.startupguard.spring.actuate.MaintenanceEndpointAutoConfiguration;
import dev.startupguard.spring.actuate.ManagementPathsAutoConfiguration;
import dev.startupguard.spring.availability.GuardAvailabilityAutoConfiguration;
import dev.startupguard.spring.metrics.GuardMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Which part of Actuator's side is there under which condition: one row a condition, everything else as it should be. */
class ActuatorConditionsTest {

    private static final AutoConfigurations ALL = AutoConfigurations.of(
            GuardAutoConfiguration.class,
            GuardOffAutoConfiguration.class,
            GuardAvailabilityAutoConfiguration.class,
            GuardHealthAutoConfiguration.class,
            GuardInfoAutoConfiguration.class,
            MaintenanceEndpointAutoConfiguration.class,
            ManagementPathsAutoConfiguration.class,
            GuardMetricsAutoConfiguration.class,
            ApplicationAvailabilityAutoConfiguration.class,
            EndpointAutoConfiguration.class,
            WebEndpointAutoConfiguration.class);

    /** The bean that stands for each part. */
    private static final Map<String, String> PARTS = Map.of(
            "availability", "guardAvailabilityBridge",
            "readiness", "guardReadinessHealthIndicator",
            "liveness", "guardLivenessHealthIndicator",
            "groups", "guardProbeGroupsPostProcessor",
            "info", "guardInfoContributor",
            "endpoint", "guardMaintenanceEndpoint",
            "web extension", "guardMaintenanceWebExtension",
            "paths", "guardManagementPaths",
            "metrics", "guardMetrics");

    /**
     * @param property set, beside what makes every part be there; blank for none
     * @param missing from the class path; null for nothing
     * @param absent what is not there then
     */
    record Row(String condition, String property, Class<?> missing, List<String> absent) {

        @Override
        public String toString() {
            return condition;
        }
    }

    static Stream<Row> rows() {
        List<String> health = List.of("readiness", "liveness", "groups");
        return Stream.of(
                new Row("everything is there", "", null, List.of()),
                new Row("guard.enabled is false", "guard.enabled=false", null, List.copyOf(PARTS.keySet())),
                new Row("no health", "", HealthIndicator.class, health),
                new Row("no endpoint for health", "", AdditionalPathsMapper.class, List.of("groups")),
                new Row("health of the guard is off", "management.health.guard.enabled=false", null, health),
                new Row("health is off by default", "management.health.defaults.enabled=false", null, health),
                new Row("no info", "", InfoContributor.class, List.of("info")),
                new Row("info of the guard is off", "management.info.guard.enabled=false", null, List.of("info")),
                new Row("no endpoints", "", Endpoint.class, List.of("endpoint", "web extension")),
                new Row(
                        "endpoint not exposed",
                        "management.endpoints.web.exposure.exclude=*",
                        null,
                        List.of("endpoint", "web extension")),
                new Row(
                        "endpoint without access",
                        "management.endpoint.maintenance.access=NONE",
                        null,
                        List.of("endpoint", "web extension")),
                new Row("no Actuator by HTTP", "", WebEndpointProperties.class, List.of("paths")),
                new Row("no servlets", "", Filter.class, List.of("paths")),
                new Row("no Micrometer", "", MeterRegistry.class, List.of("metrics")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPartIsThereUnlessItsConditionFails(Row row) {
        WebApplicationContextRunner application = new WebApplicationContextRunner()
                .withConfiguration(ALL)
                .withPropertyValues("management.endpoints.web.exposure.include=maintenance")
                .withPropertyValues(row.property.isEmpty() ? new String[0] : new String[] {row.property})
                .withClassLoader(
                        new FilteredClassLoader(row.missing == null ? new Class<?>[0] : new Class<?>[] {row.missing}));
        withRegistry(application, row.missing).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(absent(context)).containsExactlyInAnyOrderElementsOf(row.absent);
        });
    }

    @Test
    void withoutARegistryThereIsNothingToPublishTo() {
        new WebApplicationContextRunner()
                .withConfiguration(ALL)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("guardMetrics"));
    }

    @Test
    void withoutAGuardThereIsNothingToTell() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        GuardAvailabilityAutoConfiguration.class,
                        GuardHealthAutoConfiguration.class,
                        GuardInfoAutoConfiguration.class,
                        MaintenanceEndpointAutoConfiguration.class,
                        GuardMetricsAutoConfiguration.class,
                        ApplicationAvailabilityAutoConfiguration.class,
                        EndpointAutoConfiguration.class,
                        WebEndpointAutoConfiguration.class))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("management.endpoints.web.exposure.include=maintenance")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(absent(context)).containsExactlyInAnyOrderElementsOf(PARTS.keySet());
                });
    }

    @Test
    void withoutSpringBootsOwnAvailabilityAndEndpointsThereIsNothingToFollow() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        GuardAutoConfiguration.class,
                        GuardAvailabilityAutoConfiguration.class,
                        ManagementPathsAutoConfiguration.class))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(absent(context)).contains("availability", "paths");
                });
    }

    @Test
    void theEndpointIsOffUnlessExposed() {
        new WebApplicationContextRunner()
                .withConfiguration(ALL)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("guardMaintenanceEndpoint"));
    }

    @Test
    void aWorkerHasEverythingButPaths() {
        new ApplicationContextRunner()
                .withConfiguration(ALL)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(
                        "spring.jmx.enabled=true",
                        "management.endpoints.jmx.exposure.include=maintenance",
                        "management.endpoints.web.exposure.include=")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(absent(context)).containsExactly("paths");
                });
    }

    /** Classes and not whole packages: the conditions themselves are loaded by the test, and by nothing in an application without. */
    @Test
    void nothingOfItIsNeeded() {
        new WebApplicationContextRunner()
                .withConfiguration(ALL)
                .withClassLoader(new FilteredClassLoader(
                        HealthIndicator.class,
                        AdditionalPathsMapper.class,
                        InfoContributor.class,
                        Endpoint.class,
                        WebEndpointProperties.class,
                        MeterRegistry.class))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(ExemptPaths.class);
                    assertThat(absent(context))
                            .containsExactlyInAnyOrderElementsOf(PARTS.keySet().stream()
                                    .filter(each -> !each.equals("availability"))
                                    .toList());
                });
    }

    private static WebApplicationContextRunner withRegistry(WebApplicationContextRunner application, Class<?> missing) {
        return missing == MeterRegistry.class
                ? application
                : application.withBean(MeterRegistry.class, SimpleMeterRegistry::new);
    }

    private static List<String> absent(ApplicationContext context) {
        List<String> absent = new ArrayList<>();
        PARTS.forEach((part, bean) -> {
            if (!context.containsBean(bean)) {
                absent.add(part);
            }
        });
        return absent;
    }
}
