package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.startupguard.test.LogCapture;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedLanguagesTest {

    private final ClosedLanguages languages = new ClosedLanguages(ClosedLanguagesTest.class.getClassLoader());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    de                                    | de
                    DE                                    | de
                    de-AT                                 | de
                    zh-Hant-TW                            | zh
                    fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7   | fr
                    en;q=0.8, es;q=0.9                    | es
                    de;q=0.5, fr;q=0.5                    | de
                    de;q=0                                | en
                    de;q=0, fr;q=0.001                    | fr
                    it                                    | en
                    it, de;q=0.1                          | de
                    *                                     | en
                    *;q=0.5, de;q=0.4                     | en
                    de;q=2                                | en
                    de;q=x, fr                            | fr
                    deu                                   | en
                    d                                     | en
                    de_AT                                 | en
                    dé, xx, qq, @@, {{, ``                | en
                    ;;,,;q=1,                             | en
                    '  es  ;  q=0.3  '                    | es
                    """)
    void theReadersPreferenceDecides(String header, String expected) {
        assertThat(languages.get(languages.preferredBy(request(header))).tag()).isEqualTo(expected);
    }

    @Test
    void withoutAPreferenceItIsEnglish() {
        assertThat(languages.get(languages.preferredBy(request())).tag()).isEqualTo("en");
        assertThat(languages.get(languages.preferredBy(request(""))).tag()).isEqualTo("en");
    }

    @Test
    void severalHeadersCountAsOne() {
        assertThat(languages
                        .get(languages.preferredBy(request("de;q=0.5", "fr;q=0.6")))
                        .tag())
                .isEqualTo("fr");
    }

    @Test
    void anApplicationAddsALanguageByAFile(@TempDir Path folder) throws IOException {
        String english = new String(
                ClosedLanguages.class
                        .getResourceAsStream("closed/en.properties")
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        write(folder, "it", english.replace("Down for maintenance", "In manutenzione"));
        write(folder, "en", english.replace("Down for maintenance", "Closed for today"));
        try (URLClassLoader application = loader(folder)) {
            ClosedLanguages extended = new ClosedLanguages(application);
            assertThat(extended.get(extended.preferredBy(request("it"))).title(ClosedKind.MAINTENANCE))
                    .isEqualTo("In manutenzione");
            assertThat(extended.get(extended.preferredBy(request("en"))).title(ClosedKind.MAINTENANCE))
                    .isEqualTo("Closed for today");
        }
    }

    @Test
    void aFileThatIsNotCompleteIsReportedOnceAndCountsAsNotThere(@TempDir Path folder) throws IOException {
        write(folder, "it", "dir=ltr\nfoo=bar\n");
        try (URLClassLoader application = loader(folder);
                LogCapture log = LogCapture.of(ClosedLanguages.class)) {
            ClosedLanguages extended = new ClosedLanguages(application);
            for (int i = 0; i < 2; i++) {
                assertThat(extended.get(extended.preferredBy(request("it, de"))).tag())
                        .isEqualTo("de");
            }
            assertThat(log.messages())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains(
                            "in the language 'it' cannot be used: it lacks, or has but should not have, [foo, look-now,")
                    .contains("it.properties");
        }
    }

    @Test
    void incompleteWordsInEnglishFailTheStart(@TempDir Path folder) throws IOException {
        write(folder, "en", "dir=ltr\n");
        try (URLClassLoader application = loader(folder)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> new ClosedLanguages(application))
                    .withMessageContaining("in the language 'en' cannot be used");
        }
    }

    private static void write(Path folder, String tag, String text) throws IOException {
        Path place = Files.createDirectories(folder.resolve(ClosedLanguages.FOLDER));
        Files.writeString(place.resolve(tag + ".properties"), text);
    }

    /** The folder goes before the class path, as an application's classes go before its libraries. */
    private static URLClassLoader loader(Path folder) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }

    private static HttpServletRequest request(String... acceptLanguage) {
        HttpServletRequest unused = (HttpServletRequest) Proxy.newProxyInstance(
                ClosedLanguagesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        return new HttpServletRequestWrapper(unused) {
            @Override
            public Enumeration<String> getHeaders(String name) {
                return name.equals("Accept-Language")
                        ? Collections.enumeration(List.of(acceptLanguage))
                        : Collections.emptyEnumeration();
            }
        };
    }
}
