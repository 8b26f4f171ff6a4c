package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpringBootRequirementTest {

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.1.1", "4.2.0-SNAPSHOT", "5.0.0-M1", "10.0.0"})
    void springBoot4AndLaterIsAccepted(String version) {
        assertThatCode(() -> SpringBootRequirement.refuseOlderThan4(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.16", "3.4.0-RC1", "2.7.18"})
    void olderOnesAreRefusedWithWhatToDo(String version) {
        Throwable refusal = catchThrowable(() -> SpringBootRequirement.refuseOlderThan4(version));

        assertThat(new UnsupportedSpringBootFailureAnalyzer().analyze(refusal).getDescription())
                .isEqualTo("Startup Guard does not run on this Spring Boot: guard-spring was found in an application on"
                        + " Spring Boot " + version
                        + "; expected 4.0 or later. Use Spring Boot 4, or take guard-spring out"
                        + " and set up guard-servlet by hand.");
    }
}
