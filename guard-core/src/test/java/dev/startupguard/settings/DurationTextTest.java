package dev.startupguard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "10s,PT10S", "0s,PT0S", "5m,PT5M", "2h,PT2H", "1d,PT24H", "PT10S,PT10S", "pt1m,PT1M"})
    void durationsAreReadAsPeopleWriteThem(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "s",
                "10 s",
                "1.5s",
                "-1s",
                "10S",
                "ten",
                "99999999999999999999s",
                "999999999999999999d"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessage("'" + text + "' is no duration such as 10s, 500ms or PT10S");
    }
}
