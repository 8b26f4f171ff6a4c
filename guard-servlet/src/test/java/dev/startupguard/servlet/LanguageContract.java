package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which language a refusal is. */
abstract class LanguageContract extends ContainerContract {

    LanguageContract(TestContainer container) {
        super(container);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/html        | de-CH, en;q=0.5  | de | Wartungsarbeiten
                    application/json | fr               | fr | En maintenance
                    text/plain       | en;q=0.1, es     | es | En mantenimiento
                    text/html        | zh-CN            | zh | 系统维护中
                    text/html        | tlh              | en | Down for maintenance
                    """)
    void isInTheLanguageThatTheReaderPrefers(String accept, String languages, String expected, String title)
            throws Exception {
        serving("maintenance.mode", "on");
        HttpResponse<String> response = get("/page", "Accept", accept, "Accept-Language", languages);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Content-Language")).isEqualTo(expected);
        assertThat(response.body()).contains(title);
        if (accept.equals("text/html")) {
            assertThat(response.body()).contains("<html lang=\"" + expected + "\" dir=\"ltr\">");
        }
    }

    @Test
    void readersOfDifferentLanguagesDoNotGetEachOthersPage() throws Exception {
        StartupGuard guard = serving("maintenance.mode", "on");
        for (int i = 0; i < 2; i++) {
            for (String language : List.of("de", "fr", "en")) {
                HttpResponse<String> response = get("/page", "Accept", "text/html", "Accept-Language", language);
                assertThat(response.body()).contains("<html lang=\"" + language + "\"");
            }
            switchTo(guard, MaintenanceMode.ON);
        }
    }

    @Test
    void anOwnPageInOneLanguageStaysInIt() throws Exception {
        serving("maintenance.mode", "on", "maintenance.page", "classpath:own-page-german.html");
        HttpResponse<String> page = get("/page", "Accept", "text/html", "Accept-Language", "fr");
        assertThat(header(page, "Content-Language")).isEqualTo("de");
        assertThat(page.body()).contains("<h1>Wartungsarbeiten</h1>");
        HttpResponse<String> problem = get("/page", "Accept", "application/json", "Accept-Language", "fr");
        assertThat(header(problem, "Content-Language")).isEqualTo("fr");
    }

    @Test
    void anOwnPageWithAPlaceForTheLanguageFollowsTheReader() throws Exception {
        StartupGuard guard = serving("maintenance.page", "classpath:own-page-localised.html");
        guard.maintenance().set(MaintenanceMode.ON, "<b>fin</b>", null, Instant.parse("2099-01-31T06:00:00Z"));
        HttpResponse<String> page = get("/page", "Accept", "text/html", "Accept-Language", "fr");
        assertThat(header(page, "Content-Language")).isEqualTo("fr");
        assertThat(page.body())
                .contains("<html lang=\"fr\">", "<h1>En maintenance</h1>", "Motif: &lt;b&gt;fin&lt;/b&gt;")
                .contains("Fin prévue: 31 janvier 2099 à 06:00 UTC");
    }
}
