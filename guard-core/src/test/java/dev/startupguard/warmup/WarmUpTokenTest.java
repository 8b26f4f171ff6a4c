package dev.startupguard.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarmUpTokenTest {
    private final WarmUpToken token = new WarmUpToken();

    @Test
    void onlyTheSameValueMatches() {
        assertThat(token.matches(token.value())).isTrue();
        assertThat(token.matches(null)).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(token.value() + " ")).isFalse();
        assertThat(token.matches(token.value().substring(1))).isFalse();
        assertThat(token.matches(new WarmUpToken().value())).isFalse();
    }

    @Test
    void eachTokenIsNewHas256BitsAndFitsIntoAHeader() {
        Set<String> values = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            values.add(new WarmUpToken().value());
        }

        assertThat(values).hasSize(100).allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void textDoesNotShowTheValue() {
        assertThat(token.toString()).doesNotContain(token.value());
    }
}
