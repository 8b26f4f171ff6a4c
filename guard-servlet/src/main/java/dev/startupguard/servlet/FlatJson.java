package dev.startupguard.servlet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) whose values are texts, whole numbers, booleans or null. Stricter than most readers where
 * leniency helps only an attacker or hides a mistake: no nesting, no name twice, nothing after the object.
 */
final class FlatJson {

    private final String text;
    private int position;

    private FlatJson(String text) {
        this.text = text;
    }

    /**
     * The fields in their order: String, Long, Boolean or null.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says where and what was expected
     */
    static Map<String, @Nullable Object> parse(String text) {
        return new FlatJson(text).object();
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        skipSpace();
        expect('{');
        skipSpace();
        if (!accept('}')) {
            do {
                field(fields);
            } while (accept(','));
            expect('}');
            skipSpace();
        } else {
            skipSpace();
        }
        if (position < text.length()) {
            throw refuse("the end after the object");
        }
        return fields;
    }

    private void field(Map<String, @Nullable Object> fields) {
        skipSpace();
        int start = position;
        String name = string();
        if (fields.containsKey(name)) {
            position = start;
            throw refuse("each name only once");
        }
        skipSpace();
        expect(':');
        skipSpace();
        fields.put(name, value());
        skipSpace();
    }

    private @Nullable Object value() {
        char first = peek();
        if (first == '"') {
            return string();
        }
        if (first == '-' || first >= '0' && first <= '9') {
            return number();
        }
        if (acceptWord("true")) {
            return true;
        }
        if (acceptWord("false")) {
            return false;
        }
        if (acceptWord("null")) {
            return null;
        }
        throw refuse("a text in quotes, a whole number, true, false or null");
    }

    private Long number() {
        int start = position;
        accept('-');
        int digits = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        boolean hasLeadingZero = position - digits > 1 && text.charAt(digits) == '0';
        char next = peek();
        if (position == digits
                || position - digits > 18
                || hasLeadingZero
                || next == '.'
                || next == 'e'
                || next == 'E') {
            position = start;
            throw refuse("a whole number of at most 18 digits");
        }
        return Long.valueOf(text.substring(start, position));
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char each = peek();
            if (position >= text.length() || each < ' ') {
                throw refuse("a text that ends with a quote and has no raw control character");
            }
            position++;
            if (each == '"') {
                return value.toString();
            }
            value.append(each == '\\' ? escaped() : each);
        }
    }

    private char escaped() {
        char each = peek();
        position++;
        return switch (each) {
            case '"', '\\', '/' -> each;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                position--;
                throw refuse("one of the escapes of JSON");
            }
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char each = peek();
            int digit = each < 128 ? Character.digit(each, 16) : -1;
            if (digit < 0) {
                throw refuse("four hexadecimal digits");
            }
            value = value << 4 | digit;
            position++;
        }
        return (char) value;
    }

    /** The next character, or NUL at the end, which no grammar rule accepts. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private boolean accept(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    private boolean acceptWord(String word) {
        if (!text.startsWith(word, position)) {
            return false;
        }
        position += word.length();
        return true;
    }

    private void expect(char expected) {
        if (!accept(expected)) {
            throw refuse("'" + expected + "'");
        }
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            position++;
        }
    }

    private IllegalArgumentException refuse(String expected) {
        String found = position < text.length() ? "something else" : "the end";
        return new IllegalArgumentException(
                "The JSON has %s at character %d; expected %s.".formatted(found, position + 1, expected));
    }
}
