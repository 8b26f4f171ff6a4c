package dev.startupguard.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.spring.GuardAutoConfiguration;
import dev.startupguard.spring.migration.GuardMigrationAutoConfiguration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConditionsTest {

    private static final List<String> ALL =
            List.of("guardScriptBlocker", "guardPlainScriptBlocker", "guardLiquibaseBlocker", "guardModulithBlocker");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(GuardAutoConfiguration.class, GuardMigrationAutoConfiguration.class));

    static Stream<Arguments> hidden() {
        return Stream.of(
                arguments("nowhere.at.all", List.of()),
                arguments("org.springframework.boot.sql", List.of("guardScriptBlocker")),
                arguments("org.springframework.jdbc", List.of("guardPlainScriptBlocker")),
                arguments("liquibase", List.of("guardLiquibaseBlocker")),
                arguments(
                        "org.springframework.modulith.events.jdbc.DatabaseSchemaInitializer",
                        List.of("guardModulithBlocker")));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void whatIsNotOnTheClassPathIsNotLookedAt(String hidden, List<String> missing) {
        runner.withClassLoader(new FilteredClassLoader(hidden)).run(context -> {
            assertThat(context).hasNotFailed();
            for (String bean : ALL) {
                assertThat(context.containsBean(bean)).as(bean).isNotEqualTo(missing.contains(bean));
            }
        });
    }

    @Test
    void switchedOffNothingIsLookedAt() {
        runner.withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(GuardMigrationAutoConfiguration.class));
    }

    @Test
    void withoutTheGuardNothingIsLookedAt() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuardMigrationAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(GuardConfiguration.class)
                        .doesNotHaveBean(BlockedMigrations.class)
                        .doesNotHaveBean(GuardMigrationAutoConfiguration.class));
    }
}
