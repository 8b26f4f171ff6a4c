package dev.startupguard.cli.console;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** Answers as JSON, indented and with the same line ends everywhere. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** From maps, lists and values; the order of the maps is kept. */
    public static String of(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return MAPPER.writer()
                .with(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
                .writeValueAsString(value);
    }
}
