package dev.startupguard.servlet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object; fields with null are left out. Not thread safe. */
final class JsonWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder(256).append('{');

    JsonWriter field(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            quote(value);
        }
        return this;
    }

    JsonWriter field(String name, @Nullable Instant value) {
        return field(name, value == null ? null : value.toString());
    }

    JsonWriter field(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonWriter field(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonWriter object(String name, Consumer<JsonWriter> fields) {
        name(name);
        out.append('{');
        fields.accept(this);
        out.append('}');
        return this;
    }

    <T> JsonWriter objects(String name, Collection<T> values, BiConsumer<JsonWriter, T> fields) {
        name(name);
        out.append('[');
        for (T value : values) {
            separate();
            out.append('{');
            fields.accept(this, value);
            out.append('}');
        }
        out.append(']');
        return this;
    }

    @Override
    public String toString() {
        return out + "}";
    }

    byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    private void name(String name) {
        separate();
        quote(name);
        out.append(':');
    }

    private void separate() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[') {
            out.append(',');
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                out.append('\\').append(each);
            } else if (each == '\n') {
                out.append("\\n");
            } else if (mustNotBeRaw(each)) {
                out.append("\\u")
                        .append(HEX[each >> 12])
                        .append(HEX[each >> 8 & 15])
                        .append(HEX[each >> 4 & 15])
                        .append(HEX[each & 15]);
            } else {
                out.append(each);
            }
        }
        out.append('"');
    }

    /** Control characters by RFC 8259 §7; the others so that the text is harmless inside HTML and a script as well. */
    private static boolean mustNotBeRaw(char each) {
        return each < ' '
                || each == '<'
                || each == '>'
                || each == '&'
                || each == '\u007f'
                || each == '\u2028'
                || each == '\u2029'
                || Character.isSurrogate(each);
    }
}
