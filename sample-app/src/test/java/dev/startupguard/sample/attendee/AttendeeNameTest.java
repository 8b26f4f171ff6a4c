package dev.startupguard.sample.attendee;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttendeeNameTest {
    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, Ada, Lovelace",
        "Ada King Lovelace, Ada King, Lovelace",
        "Plato, '', Plato",
        "'  Grace   Hopper ', Grace, Hopper",
        "'', '', ''"
    })
    void theLastWordIsTheLastName(String full, String first, String last) {
        assertThat(AttendeeName.split(full)).isEqualTo(new AttendeeName(first, last));
    }

    @ParameterizedTest
    @CsvSource({"Ada, King Lovelace, Ada King Lovelace", "'', Plato, Plato", "' Ada ', ' Lovelace ', Ada Lovelace"})
    void theFullNameHasOneSpaceBetween(String first, String last, String full) {
        assertThat(new AttendeeName(first, last).full()).isEqualTo(full);
    }
}
