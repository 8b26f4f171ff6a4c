package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

    @Test
    void readsTextsNumbersBooleansAndNullInTheirOrder() {
        assertThat(FlatJson.parse(" { \"a\" : \"x\" , \"b\":-12,\"c\":true,\"d\":false,\n\"e\":null } "))
                .containsExactly(
                        entry("a", "x"), entry("b", -12L), entry("c", true), entry("d", false), entry("e", null));
    }

    @Test
    void readsAnEmptyObject() {
        assertThat(FlatJson.parse("{ }")).isEmpty();
    }

    @Test
    void readsEveryEscape() {
        assertThat(FlatJson.parse("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00\"}"))
                .containsEntry("a", "\"\\/\b\f\n\r\té😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "{",
                "}",
                "{}}",
                "{} {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":+1}",
                "{\"a\":1234567890123456789}",
                "{\"a\":tru}",
                "{\"a\":TRUE}",
                "{\"a\":nulll}",
                "{\"a\":NaN}",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{\"a\":\"",
                "{\"a\":\"x}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "\uFEFF{}",
                "{}\u0000",
                "{\u00a0}",
                "{}//",
            })
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlatJson.parse(text))
                .withMessageStartingWith("The JSON has ")
                .withMessageContaining("expected");
    }

    @Test
    void saysWhereItStopped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlatJson.parse("{\"a\":[]}"))
                .withMessage(
                        "The JSON has something else at character 6; expected a text in quotes, a whole number, true, false or null.");
    }
}
