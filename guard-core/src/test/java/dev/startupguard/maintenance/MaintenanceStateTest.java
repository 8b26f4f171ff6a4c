package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaintenanceStateTest {

    @Test
    void controlCharactersOfAReasonBecomeSpaces() {
        assertThat(state(" moving\r\n\tthe\u0000 \u001b[31mdatabase\u2028now\u0085 ")
                        .reason())
                .isEqualTo("moving the [31mdatabase now");
    }

    @Test
    void charactersThatReorderAReasonAreTakenOut() {
        assertThat(state("back at \u202e00:21\u202c, \u2066sure\u2069").reason())
                .isEqualTo("back at 00:21 , sure");
    }

    @Test
    void halfACharacterIsTakenOut() {
        assertThat(state("a\ud83db").reason()).isEqualTo("a b");
    }

    @Test
    void otherScriptsEmojiAndMarkupStay() {
        String reason = "عمل 改修 👩‍🔧 <b>&amp;</b>";

        assertThat(state(reason).reason()).isEqualTo(reason);
    }

    @Test
    void aBlankReasonIsNone() {
        assertThat(state(" \n ").reason()).isNull();
    }

    @Test
    void aReasonHasAtMost500Characters() {
        assertThat(state("x".repeat(500)).reason()).hasSize(500);
        assertThatThrownBy(() -> state("x".repeat(501)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reason has 501 characters, at most 500 are possible");
    }

    @Test
    void anActorIsTreatedLikeAReason() {
        assertThat(new MaintenanceState(MaintenanceMode.ON, null, "o\tp", Instant.EPOCH, null, 0).actor())
                .isEqualTo("o p");
        assertThatThrownBy(
                        () -> new MaintenanceState(MaintenanceMode.ON, null, "x".repeat(201), Instant.EPOCH, null, 0))
                .hasMessage("actor has 201 characters, at most 200 are possible");
    }

    @Test
    void anEpochIsNotNegative() {
        assertThatThrownBy(() -> new MaintenanceState(MaintenanceMode.ON, null, null, Instant.EPOCH, null, -1))
                .hasMessage("epoch -1 is negative");
    }

    private static MaintenanceState state(@Nullable String reason) {
        return new MaintenanceState(MaintenanceMode.ON, reason, null, Instant.EPOCH, null, 0);
    }
}
