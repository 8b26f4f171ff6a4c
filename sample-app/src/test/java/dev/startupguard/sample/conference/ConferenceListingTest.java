package dev.startupguard.sample.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConferenceListingTest {
    @ParameterizedTest
    @CsvSource({
        "2027-06-10, 2027-06-10, 10 June 2027",
        "2027-03-11, 2027-03-12, 11–12 March 2027",
        "2027-03-30, 2027-04-01, 30 March – 1 April 2027"
    })
    void theDaysAreSaidShortly(LocalDate startsOn, LocalDate endsOn, String words) {
        assertThat(new ConferenceListing("", "", "", "", startsOn, endsOn, 10, 10).dates())
                .isEqualTo(words);
    }
}
