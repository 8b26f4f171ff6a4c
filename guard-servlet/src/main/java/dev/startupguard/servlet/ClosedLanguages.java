package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The languages that the closed response is there in: those of this jar, and any two-letter one (ISO 639) whose file the application
 * has at the same place of its class path; the application's file goes first. Immutable.
 */
final class ClosedLanguages {

    /** Where the files are, each named by its language. */
    static final String FOLDER = "dev/startupguard/servlet/closed/";

    private static final String DEFAULT = "en";

    /** The default at first. */
    private final List<ClosedLanguage> languages;

    private ClosedLanguages(List<ClosedLanguage> languages) {
        this.languages = languages;
    }

    static ClosedLanguages of(ClassLoader application) {
        List<ClosedLanguage> found = new ArrayList<>();
        Stream.concat(Stream.of(DEFAULT), Arrays.stream(Locale.getISOLanguages()))
                .distinct()
                .forEach(tag -> {
                    URL file = file(application, tag);
                    if (file != null) {
                        found.add(ClosedLanguage.read(tag, file));
                    }
                });
        return new ClosedLanguages(List.copyOf(found));
    }

    private static @Nullable URL file(ClassLoader application, String tag) {
        URL file = application.getResource(FOLDER + tag + ".properties");
        return file == null ? ClosedLanguages.class.getResource("closed/" + tag + ".properties") : file;
    }

    int count() {
        return languages.size();
    }

    ClosedLanguage get(int index) {
        return languages.get(index);
    }

    /** The language of the tag's first part, or the default. */
    int indexOf(String tag) {
        for (int i = 0; i < languages.size(); i++) {
            if (isOf(tag, 0, tag.length(), languages.get(i))) {
                return i;
            }
        }
        return 0;
    }

    /** What the reader prefers (RFC 9110 §12.5.4); the default where nothing is asked for or nothing is there. */
    int preferredBy(HttpServletRequest request) {
        Preference preference = new Preference();
        Enumeration<String> headers = request.getHeaders("Accept-Language");
        while (headers.hasMoreElements()) {
            WeightedElements.read(headers.nextElement(), preference);
        }
        return preference.language;
    }

    /** Only the first part counts, so that de-AT and zh-TW get what is nearest. */
    private static boolean isOf(String header, int from, int to, ClosedLanguage language) {
        int length = language.tag().length();
        boolean ends = to - from == length || to - from > length && header.charAt(from + length) == '-';
        return ends && header.regionMatches(true, from, language.tag(), 0, length);
    }

    /** Of the same weight the first wins. */
    private final class Preference implements WeightedElements.Visitor {

        private int language;
        private int weight;

        @Override
        public void visit(String header, int from, int to, int elementWeight) {
            if (elementWeight <= weight) {
                return;
            }
            if (to - from == 1 && header.charAt(from) == '*') {
                language = 0;
                weight = elementWeight;
                return;
            }
            for (int i = 0; i < languages.size(); i++) {
                if (isOf(header, from, to, languages.get(i))) {
                    language = i;
                    weight = elementWeight;
                    return;
                }
            }
        }
    }
}
