package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.startupguard.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTemplateTest {

    @TempDir
    Path folder;

    @Test
    void escapesEveryValue() throws IOException {
        PageTemplate page = page("<p title=\"{{reason}}\">{{reason}}</p>");
        assertThat(page.render(Map.of("reason", "<b a='1'>\"&")))
                .isEqualTo("<p title=\"&lt;b a=&#39;1&#39;&gt;&quot;&amp;\">&lt;b a=&#39;1&#39;&gt;&quot;&amp;</p>");
    }

    @Test
    void aValueIsNeverReadAsATemplate() throws IOException {
        assertThat(page("{{reason}}{{title}}").render(Map.of("reason", "{{title}}$1\\", "title", "T")))
                .isEqualTo("{{title}}$1\\T");
    }

    @Test
    void keepsASectionOnlyWhereItsValueIsThere() throws IOException {
        PageTemplate page = page("a{{#until}}[{{until}}]{{/until}}b");
        assertThat(page.render(Map.of("until", "noon"))).isEqualTo("a[noon]b");
        assertThat(page.render(Map.of())).isEqualTo("ab");
    }

    @Test
    void thePolicyNamesTheHashOfTheStyleAsABrowserReadsIt() throws Exception {
        String policy = page("<style>\r\np { color: red }\r\n</style>").contentSecurityPolicy();
        byte[] seenByTheBrowser = "\np { color: red }\n".getBytes(StandardCharsets.UTF_8);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(seenByTheBrowser));
        assertThat(policy)
                .isEqualTo("default-src 'none'; img-src 'self' data:; font-src 'self' data:; style-src 'sha256-" + hash
                        + "'");
    }

    @Test
    void aPageWithoutStyleAllowsNone() throws IOException {
        assertThat(page("<p>").contentSecurityPolicy()).endsWith("; style-src 'none'");
    }

    @Test
    void theBuiltInPageAllowsNothingButItsStyle() {
        assertThat(PageTemplate.builtIn().contentSecurityPolicy())
                .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'");
    }

    @Test
    void findsAPageOnTheClassPath() {
        assertThat(PageTemplate.at("classpath:own-page.html", getClass().getClassLoader())
                        .render(Map.of("title", "T")))
                .contains("<h1>T</h1>");
    }

    @Test
    void aMissingFileIsRefusedByTheNameOfTheSetting() {
        assertRefused("file:" + folder.resolve("absent.html"), "cannot be read (there is no such file)");
    }

    @Test
    void aMissingResourceIsRefused() {
        assertRefused("classpath:absent.html", "cannot be read (it is not on the class path)");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(folder.resolve("latin.html"), new byte[] {(byte) 0xe9});
        assertRefused("file:" + file, "cannot be read (it is not UTF-8)");
    }

    @Test
    void anUnknownPlaceholderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("own.html"), "{{#until}}{{reasn}}{{/until}}");
        assertRefused("file:" + file, "has the placeholder {{reasn}}");
    }

    private void assertRefused(String location, String found) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> PageTemplate.at(location, getClass().getClassLoader()))
                .withMessage("guard.maintenance.page is '" + location + "', which " + found
                        + "; expected an HTML file in UTF-8 with no placeholders but dir, label-reason, label-refresh, label-since, label-until, lang, look-now, overdue, reason, refresh, since, since-iso, text, title, unsent, unsent-advice, until, until-iso."
                        + " Correct the file or the setting, or remove it to use the built-in page.");
    }

    private PageTemplate page(String html) throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), html);
        return PageTemplate.at("file:" + file, getClass().getClassLoader());
    }
}
