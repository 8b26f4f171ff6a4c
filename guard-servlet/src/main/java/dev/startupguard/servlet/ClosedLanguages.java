package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URL;
import java.util.BitSet;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The languages that the closed response is there in: those of this jar, and any two-letter one (ISO 639) whose file the application
 * has at the same place of its class path; the application's file goes first. Each is looked for when somebody first asks for it:
 * nearly two hundred look-ups at the start would cost an application with a hundred jars a tenth of a second. Thread safe.
 */
final class ClosedLanguages {

    /** Where the files are, each named by its language. */
    static final String FOLDER = "dev/startupguard/servlet/closed/";

    private static final Logger log = LoggerFactory.getLogger(ClosedLanguages.class);
    private static final int LETTERS = 26;
    private static final int NONE = -1;

    private final ClassLoader application;
    private final BitSet codes = new BitSet(LETTERS * LETTERS);
    /** By code; null where nobody has asked yet. */
    private final AtomicReferenceArray<@Nullable Optional<ClosedLanguage>> languages =
            new AtomicReferenceArray<>(LETTERS * LETTERS);

    private final int standard;

    /** @throws IllegalStateException if the application has words of its own in English that are not complete */
    ClosedLanguages(ClassLoader application) {
        this.application = application;
        for (String code : Locale.getISOLanguages()) {
            codes.set(index(code, 0, code.length()));
        }
        standard = index("en", 0, 2);
        URL english = Objects.requireNonNull(file("en"), "the guard's own words are not in its jar; repack it");
        languages.set(standard, Optional.of(ClosedLanguage.read("en", english)));
    }

    /** Above every index. */
    int size() {
        return LETTERS * LETTERS;
    }

    /** The language at an index that one of the other methods returned. */
    ClosedLanguage get(int index) {
        return find(index).orElseThrow();
    }

    /** The language of the tag, or English. */
    int indexOf(String tag) {
        int index = index(tag, 0, tag.length());
        return isThere(index) ? index : standard;
    }

    /** What the reader prefers (RFC 9110 §12.5.4); English where nothing is asked for or nothing is there. */
    int preferredBy(HttpServletRequest request) {
        Preference preference = new Preference();
        Enumeration<String> headers = request.getHeaders("Accept-Language");
        while (headers.hasMoreElements()) {
            WeightedElements.read(headers.nextElement(), preference);
        }
        return preference.index;
    }

    private boolean isThere(int index) {
        return index != NONE && codes.get(index) && find(index).isPresent();
    }

    private Optional<ClosedLanguage> find(int index) {
        Optional<ClosedLanguage> known = languages.get(index);
        if (known == null) {
            known = read("" + (char) ('a' + index / LETTERS) + (char) ('a' + index % LETTERS));
            languages.set(index, known);
        }
        return known;
    }

    /** A reader must not meet an error here, so a file that cannot be used counts as not there. */
    private Optional<ClosedLanguage> read(String code) {
        URL file = file(code);
        try {
            return Optional.ofNullable(file).map(found -> ClosedLanguage.read(code, found));
        } catch (IllegalStateException e) {
            log.warn("The closed page is shown in another language. {}", e.getMessage());
            return Optional.empty();
        }
    }

    private @Nullable URL file(String code) {
        URL file = application.getResource(FOLDER + code + ".properties");
        return file == null ? ClosedLanguages.class.getResource("closed/" + code + ".properties") : file;
    }

    /** The number of a two-letter code; only the first part of a tag counts, so that de-AT and zh-TW get what is nearest. */
    private static int index(String header, int from, int to) {
        boolean hasTwoLetters = to - from == 2 || to - from > 2 && header.charAt(from + 2) == '-';
        if (!hasTwoLetters) {
            return NONE;
        }
        int first = letter(header.charAt(from));
        int second = letter(header.charAt(from + 1));
        return first < 0 || second < 0 ? NONE : first * LETTERS + second;
    }

    private static int letter(char each) {
        int letter = (each | ' ') - 'a';
        return each < '\u0080' && letter >= 0 && letter < LETTERS ? letter : NONE;
    }

    /** Of the same weight the first wins. */
    private final class Preference implements WeightedElements.Visitor {

        private int index = standard;
        private int weight;

        @Override
        public void visit(String header, int from, int to, int elementWeight) {
            if (elementWeight <= weight) {
                return;
            }
            boolean isAny = to - from == 1 && header.charAt(from) == '*';
            int found = isAny ? standard : index(header, from, to);
            if (isThere(found)) {
                index = found;
                weight = elementWeight;
            }
        }
    }
}
