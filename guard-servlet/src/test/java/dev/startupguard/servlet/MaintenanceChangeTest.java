package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.startupguard.maintenance.MaintenanceMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceChangeTest {

    private static final Instant NOW = Instant.parse("2027-01-31T06:00:00Z");

    @Test
    void readsEveryField() {
        MaintenanceChange change = MaintenanceChange.parse(
                "{\"mode\":\"on\",\"reason\":\"moving\",\"actor\":\"ops\",\"until\":\"2027-01-31T09:00:00+01:00\",\"epoch\":3}",
                NOW);
        assertThat(change)
                .isEqualTo(new MaintenanceChange(
                        MaintenanceMode.ON, "moving", "ops", Instant.parse("2027-01-31T08:00:00Z"), 3L));
    }

    @Test
    void onlyTheModeIsNeeded() {
        assertThat(MaintenanceChange.parse("{\"mode\":\"read-only\",\"reason\":null}", NOW))
                .isEqualTo(new MaintenanceChange(MaintenanceMode.READ_ONLY, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                    | mode is missing or no text; expected on, read-only or off.
                    {"mode":true}                         | mode is missing or no text; expected on, read-only or off.
                    {"mode":"maybe"}                      | mode is none that exists; expected on, read-only or off.
                    {"mode":"on","reason":1}              | reason is no text or too long; expected a text of at most 500 characters.
                    {"mode":"on","actor":false}           | actor is no text or too long; expected a text of at most 200 characters.
                    {"mode":"on","until":5}               | until is no text; expected a time such as 2027-01-31T06:00:00Z.
                    {"mode":"on","until":"noon"}          | until is no time; expected one such as 2027-01-31T06:00:00Z.
                    {"mode":"on","until":"2027-01-31T06:00:00"} | until is no time; expected one such as 2027-01-31T06:00:00Z.
                    {"mode":"on","until":"2027-01-31T06:00:00Z"} | until is in the past; expected a time to come, it is now 2027-01-31T06:00:00Z.
                    {"mode":"on","epoch":"3"}             | epoch is no whole number; expected the one that GET answered with.
                    {"mode":"on","reasons":"x"}           | There is a field that is not known; expected mode, reason, until, actor, epoch.
                    """)
    void refusesAFieldByItsName(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaintenanceChange.parse(json, NOW))
                .withMessage(message);
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MaintenanceChange.parse("{\"mode\":\"on\",\"reason\":\"" + "x".repeat(501) + "\"}", NOW))
                .withMessageStartingWith("reason is no text or too long");
    }
}
