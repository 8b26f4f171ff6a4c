package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What an operator reads when the application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guard.schema.on-incompatible=explode | guard.schema.on-incompatible (command line)"
                        + " is 'explode'; expected hold, fail or warn. Correct the value, or remove it to"
                        + " use hold.",
                "guard.shutdown.drain-delay=soon | guard.shutdown.drain-delay (command line)"
                        + " is 'soon'; expected a duration such as 10s, 500ms or PT10S, from 0s to 1h. Correct the"
                        + " value, or remove it to use 0s.",
                "guard.admin.token=short | guard.admin.token (command line) has a"
                        + " value (not shown) that is not accepted; expected a text of at least 16 characters. Correct the value, or"
                        + " remove it."
            })
    void aBadSettingIsExplainedInsteadOfAStackTrace(String setting, String explanation, CapturedOutput output) {
        startInVain("--" + setting);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Startup Guard does not accept a setting: " + explanation)
                .contains("Change the setting and start again.")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownSettingIsExplainedWithTheNearestOne(CapturedOutput output) {
        startInVain("--guard.shutdown.drain-dely=3s");

        assertThat(output)
                .contains("guard.shutdown.drain-dely (command line) is not a setting of the guard; did you mean"
                        + " guard.shutdown.drain-delay?");
    }

    private static void startInVain(String argument) {
        SpringApplication application = new SpringApplicationBuilder(Plain.class)
                .web(WebApplicationType.NONE)
                .build();
        try (ConfigurableApplicationContext context = application.run(argument)) {
            throw new AssertionError("It started: " + context);
        } catch (RuntimeException e) {
            assertThat(e).isNotNull();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Plain {}
}
