package dev.startupguard.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the closed response in one language. Immutable. */
final class ClosedLanguage {

    /** Places of the page that have the same words whatever the status is. */
    static final Set<String> LABELS = Set.of("reason", "since", "until", "refresh");

    private static final Set<String> KEYS = Stream.concat(
                    Stream.of(ClosedKind.values())
                            .flatMap(kind -> Stream.of(kind.label() + ".title", kind.label() + ".text")),
                    Stream.concat(
                            LABELS.stream(),
                            Stream.of("dir", "time", "overdue", "unsent", "unsent-advice", "look-now")))
            .collect(Collectors.toUnmodifiableSet());

    private final String tag;
    private final Map<String, String> words;
    private final DateTimeFormatter time;

    private ClosedLanguage(String tag, Map<String, String> words) {
        this.tag = tag;
        this.words = words;
        this.time = DateTimeFormatter.ofPattern(words.get("time"), Locale.forLanguageTag(tag))
                .withZone(ZoneOffset.UTC);
    }

    /** @throws IllegalStateException if the file cannot be read, or is not complete */
    static ClosedLanguage read(String tag, URL file) {
        Properties found = new Properties();
        try (InputStream in = file.openStream();
                Reader utf8 = new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            found.load(utf8);
            Set<String> different = new TreeSet<>(KEYS);
            different.removeAll(found.stringPropertyNames());
            found.stringPropertyNames().stream()
                    .filter(key -> !KEYS.contains(key))
                    .forEach(different::add);
            if (!different.isEmpty()) {
                throw new IllegalArgumentException("it lacks, or has but should not have, " + different);
            }
            return new ClosedLanguage(
                    tag, KEYS.stream().collect(Collectors.toUnmodifiableMap(key -> key, found::getProperty)));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The words of the closed page in the language '%s' cannot be used: %s; expected a properties file in UTF-8 with the keys %s. Correct %s."
                            .formatted(tag, e.getMessage(), new TreeSet<>(KEYS), file),
                    e);
        }
    }

    /** As in {@code Content-Language}. */
    String tag() {
        return tag;
    }

    String title(ClosedKind kind) {
        return word(kind.label() + ".title");
    }

    String text(ClosedKind kind) {
        return word(kind.label() + ".text");
    }

    String word(String key) {
        String word = words.get(key);
        if (word == null) {
            throw new IllegalArgumentException("There is no word '" + key + "'; expected one of " + words.keySet());
        }
        return word;
    }

    String time(Instant instant) {
        return time.format(instant);
    }
}
