package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PatientHikariTest {

    @ParameterizedTest
    @CsvSource({
        "guard.role=web, -1",
        "guard.schema.on-incompatible=warn, -1",
        "guard.schema.on-incompatible=fail, 1",
        "guard.enabled=false, 1",
        "spring.datasource.hikari.initialization-fail-timeout=1, 1",
        "spring.datasource.hikari.initializationFailTimeout=5000, 5000"
    })
    void thePoolWaitsForItsDatabaseUnlessToldOtherwise(String setting, long expected) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, GuardAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/app", setting)
                .run(context -> assertThat(
                                context.getBean(HikariDataSource.class).getInitializationFailTimeout())
                        .isEqualTo(expected));
    }
}
