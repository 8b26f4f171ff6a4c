package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void writesNestedObjectsAndListsAndLeavesNullsOut() {
        String json = new JsonWriter()
                .field("a", "x")
                .field("none", (String) null)
                .field("n", 5)
                .field("yes", true)
                .field("at", Instant.parse("2027-01-31T06:00:00Z"))
                .object("o", each -> each.field("b", 1).field("c", 2))
                .objects("empty", List.of(), (each, value) -> {})
                .objects("list", List.of("p", "q"), (each, value) -> each.field("v", value))
                .toString();
        assertThat(json)
                .isEqualTo("{\"a\":\"x\",\"n\":5,\"yes\":true,\"at\":\"2027-01-31T06:00:00Z\",\"o\":{\"b\":1,\"c\":2},"
                        + "\"empty\":[],\"list\":[{\"v\":\"p\"},{\"v\":\"q\"}]}");
    }

    @Test
    void escapesWhatJsonHtmlAndScriptsCouldMisread() {
        String json =
                new JsonWriter().field("a", "\"\\\n\u0001</script>&\u2028é😀").toString();
        assertThat(json).isEqualTo("{\"a\":\"\\\"\\\\\\n\\u0001\\u003c/script\\u003e\\u0026\\u2028é\\ud83d\\ude00\"}");
    }

    @Test
    void isReadBackByTheReaderAsItWas() {
        String text = "\u0000\t\r\n\"\\/<>&'\u007f\u2029é😀";
        assertThat(FlatJson.parse(new JsonWriter().field("a", text).toString())).containsEntry("a", text);
    }

    @Test
    void textThatEndsInABraceDoesNotConfuseTheCommas() {
        assertThat(new JsonWriter().field("a", "{").field("b", "[").toString()).isEqualTo("{\"a\":\"{\",\"b\":\"[\"}");
    }
}
