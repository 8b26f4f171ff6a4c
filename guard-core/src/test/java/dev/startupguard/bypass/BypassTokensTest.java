package dev.startupguard.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.TestClock;
import dev.startupguard.settings.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BypassTokensTest {

    private static final String SECRET = "a secret for the testers";
    private static final String CLOSURE = "blue\noverride\n3";

    private final TestClock clock = new TestClock();
    private final BypassTokens tokens = new BypassTokens(new Secret(SECRET), clock);

    @Test
    void aTokenOpensTheClosureThatItIsForUntilItsEnd() {
        String token = tokens.issue(tokens.nextEnd(), CLOSURE);
        assertThat(tokens.isValid(token, CLOSURE)).isTrue();
        clock.advance(BypassTokens.LIFETIME.minusSeconds(1));
        assertThat(tokens.isValid(token, CLOSURE)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.isValid(token, CLOSURE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue\noverride\n4", "blue\noverride\n2", "green\noverride\n3", "blue\nfile\n3", ""})
    void aTokenOpensNoOtherClosure(String other) {
        assertThat(tokens.isValid(tokens.issue(tokens.nextEnd(), CLOSURE), other))
                .isFalse();
    }

    @Test
    void everyInstanceWithTheSecretRecognisesItAndNoOther() {
        String token = tokens.issue(tokens.nextEnd(), CLOSURE);
        assertThat(new BypassTokens(new Secret(SECRET), clock).isValid(token, CLOSURE))
                .isTrue();
        assertThat(new BypassTokens(new Secret(SECRET + "."), clock).isValid(token, CLOSURE))
                .isFalse();
    }

    @Test
    void noOctetOfATokenMayBeChanged() {
        String token = tokens.issue(tokens.nextEnd(), CLOSURE);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == '1' ? '2' : '1';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.isValid(changed, CLOSURE)).as("at %d", i).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "x",
                "9999999999",
                "9999999999.",
                "9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "99999999999AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "-999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "9999999999.\u0000\ud800AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void whatIsNoTokenIsNotValidAndThrowsNothing(String text) {
        assertThat(tokens.isValid(text, CLOSURE)).isFalse();
    }

    @Test
    void theSecretItselfIsNoToken() {
        assertThat(tokens.isValid(SECRET, CLOSURE)).isFalse();
        assertThat(tokens.isSecret(SECRET)).isTrue();
        assertThat(tokens.isSecret(SECRET + " ")).isFalse();
    }

    /** A cookie must not help to guess the secret: a key for another purpose shares nothing with this one. */
    @Test
    void keysAreBoundToTheirPurpose() {
        Secret secret = new Secret(SECRET);
        assertThat(secret.keyFor("a").getEncoded())
                .hasSize(32)
                .isEqualTo(secret.keyFor("a").getEncoded())
                .isNotEqualTo(secret.keyFor("b").getEncoded());
    }
}
