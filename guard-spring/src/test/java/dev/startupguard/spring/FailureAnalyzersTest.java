package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceSource;
import dev.startupguard.warmup.WarmUpTask;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filesystem:/nowhere/at/all | The migration location 'filesystem:/nowhere/at/all' is no folder",
                "gcs:bucket | Unsupported migration location 'gcs:bucket'. Expected classpath:… or filesystem:…"
            })
    void aLocationThatCannotBeReadIsExplained(String location, String explanation, CapturedOutput output) {
        startInVain("--guard.schema.locations=" + location);

        assertThat(output)
                .contains("Startup Guard does not accept a setting: " + explanation)
                .doesNotContain("\tat ");
    }

    @Test
    void aHostThatIsNoneIsExplained(CapturedOutput output) {
        startInVain("--guard.warmup.host=a:b:c");

        assertThat(output)
                .contains("Startup Guard does not accept a setting: The warm-up host is \"a:b:c\"")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void whatTheGuardIsGivenAndCannotTakeIsExplained(Class<?> misuse, String explanation, CapturedOutput output) {
        startInVain("--nothing=set", misuse);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Startup Guard cannot be put together. " + explanation)
                .contains("Change the bean that it names")
                .doesNotContain("\tat ");
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                arguments(
                        Twins.class,
                        "Two warm-up tasks are named 'kettle'; expected each name once, since the report goes by it."
                                + " Rename one of them."),
                arguments(
                        OwnName.class,
                        "A source of the maintenance mode is named 'file', which is blank or there already; expected a"
                                + " name of its own, not one of the guard's (override, file, configured, disabled). Choose"
                                + " another name."),
                arguments(
                        StartsByHand.class,
                        "The guard was started already; expected one start in its life. Make another guard."));
    }

    @Test
    void aHandlerWhoseRequestsCannotBeToldIsExplained(CapturedOutput output) {
        assertThatThrownBy(() -> LaunchedApplication.open(List.of(UnclearHandlerTest.ByHeader.class)))
                .isInstanceOf(UnclearHandlerException.class);

        assertThat(output)
                .contains("Startup Guard cannot tell which requests @Writes(false) lets pass in read-only mode: ")
                .contains("UnclearHandlerTest$ByHeader#find only reads, and is mapped by a header")
                .contains("list the path in guard.maintenance.read-only.allow")
                .doesNotContain("\tat ");
    }

    private static void startInVain(String argument, Class<?>... more) {
        SpringApplication application = new SpringApplicationBuilder(Plain.class)
                .sources(more)
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

    @Configuration(proxyBeanMethods = false)
    static class Twins {

        @Bean
        WarmUpTask one() {
            return WarmUpTask.of("kettle", () -> {});
        }

        @Bean
        WarmUpTask other() {
            return WarmUpTask.of("kettle", () -> {});
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnName {

        @Bean
        MaintenanceSource file() {
            return Optional::empty;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StartsByHand {

        @Bean
        ApplicationRunner starting(StartupGuard guard) {
            return arguments -> guard.start();
        }
    }
}
