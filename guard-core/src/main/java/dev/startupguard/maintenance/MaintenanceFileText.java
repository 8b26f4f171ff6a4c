package dev.startupguard.maintenance;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a maintenance file says: a properties file in UTF-8 with {@code mode}, {@code reason} and {@code until}; one without any text
 * means on.
 */
record MaintenanceFileText(
        MaintenanceMode mode,
        @Nullable String reason,
        @Nullable Instant until) {

    private static final List<String> KEYS = List.of("mode", "reason", "until");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws IllegalArgumentException if it is anything else; the message completes "the file ..." and says what was expected */
    static MaintenanceFileText parse(byte[] bytes) {
        String text = decode(bytes);
        if (text.isBlank()) {
            return new MaintenanceFileText(MaintenanceMode.ON, null, null);
        }
        Properties entries = entries(text);
        return new MaintenanceFileText(
                mode(entries.getProperty("mode")),
                reason(entries.getProperty("reason")),
                until(entries.getProperty("until")));
    }

    private static String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8; expected a text file in UTF-8", e);
        }
    }

    private static Properties entries(String text) {
        Entries entries = new Entries();
        try {
            entries.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has an incomplete \\u escape; expected \\u and four hexadecimal digits", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Object key : entries.keys) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("has the unknown key '%s'; expected mode, reason and until"
                        .formatted(PlainText.shortened(String.valueOf(key))));
            }
        }
        if (entries.keys.size() > entries.size()) {
            throw new IllegalArgumentException("has a key twice; expected mode, reason and until once each");
        }
        return entries;
    }

    private static MaintenanceMode mode(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("has no mode; expected mode=on, mode=read-only or mode=off");
        }
        try {
            return MaintenanceMode.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has mode=%s; expected mode=on, mode=read-only or mode=off".formatted(PlainText.shortened(text)),
                    e);
        }
    }

    private static @Nullable String reason(@Nullable String text) {
        try {
            return PlainText.line("reason", text, MaintenanceState.REASON_LIMIT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has a reason that is too long; expected at most %d characters"
                            .formatted(MaintenanceState.REASON_LIMIT),
                    e);
        }
    }

    private static @Nullable Instant until(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "has until=%s; expected a time with its offset such as 2027-01-31T06:00:00Z or 2027-01-31T07:00:00+01:00"
                            .formatted(PlainText.shortened(text)),
                    e);
        }
    }

    /** Keeps the keys as they come, since a map alone hides one that is there twice. */
    private static final class Entries extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient List<Object> keys = new ArrayList<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            keys.add(key);
            return super.put(key, value);
        }
    }
}
