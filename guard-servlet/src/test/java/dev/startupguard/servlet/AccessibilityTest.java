package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The pages checked by axe-core in a real browser, with every rule but one: {@code meta-refresh} refuses each page that reloads
 * itself. This one has to: it shows how things stand (WCAG 2.2.1, "Real-time Exception"), keeps nothing that a reload could lose, and
 * browsers ignore Retry-After.
 */
class AccessibilityTest extends ContainerContract {

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, { preload: false, rules: { 'meta-refresh': { enabled: false } } })
                .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))))
                .catch(e => done(['axe failed: ' + e]));
            """;

    private ChromeDriver browser;
    private String axe;

    AccessibilityTest() {
        super(new JettyEe10Container());
    }

    @BeforeAll
    void startBrowser() throws IOException {
        browser = Chromium.start();
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "light, 900, en", "dark, 900, en", "light, 360, en", "dark, 360, en",
        "light, 360, de", "dark, 360, fr", "light, 900, es", "dark, 900, zh",
    })
    void theMaintenancePageHasNoViolation(String scheme, int width, String language) throws IOException {
        StartupGuard guard = serving();
        guard.maintenance()
                .set(MaintenanceMode.ON, "Moving to a larger database", null, Instant.parse("2099-01-31T06:00:00Z"));
        look(scheme, width, language, "/conferences");
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo(language);
        assertThat(violations()).isEqualTo(List.of());
        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        screenshot("accessible-" + scheme + "-" + width + "-" + language);
    }

    @ParameterizedTest
    @CsvSource({"STARTING, off", "HOLDING, off", "WARMING, off"})
    void theOtherPagesHaveNone(Phase phase, String mode) {
        guard(phase, "maintenance.mode", mode);
        for (String scheme : List.of("light", "dark")) {
            look(scheme, 900, "en", "/");
            assertThat(violations()).isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 900", "dark, 360"})
    void thePageAfterAFormHasNone(String scheme, int width) {
        serving("maintenance.mode", "read-only");
        look(scheme, width, "en", "/form");
        browser.executeScript(
                "const f = document.createElement('form'); f.method = 'post'; f.action = '/save'; document.body.append(f); f.submit()");
        org.awaitility.Awaitility.await().until(() -> browser.getTitle().equals("Read-only for now"));
        assertThat(violations()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({"light, 900", "dark, 360"})
    void theFormOfTheBypassHasNone(String scheme, int width) throws IOException {
        serving("maintenance.mode", "on", "bypass.secret", "0123456789abcdef");
        look(scheme, width, "en", "/guard/bypass");
        assertThat(violations()).isEqualTo(List.of());
        browser.findElement(By.id("secret")).sendKeys("wrong");
        browser.findElement(By.tagName("button")).click();
        org.awaitility.Awaitility.await()
                .until(() -> !browser.findElements(By.id("wrong")).isEmpty());
        assertThat(violations()).isEqualTo(List.of());
        screenshot("bypass-" + scheme + "-" + width);
    }

    @Test
    void withoutItsStyleThePageReadsInTheSameOrder() throws IOException {
        StartupGuard guard = serving();
        guard.maintenance().set(MaintenanceMode.ON, "Moving", null, Instant.parse("2099-01-31T06:00:00Z"));
        look("light", 900, "en", "/conferences");
        browser.executeScript("document.querySelectorAll('style').forEach(each => each.remove())");
        assertThat(browser.findElement(By.tagName("body")).getText())
                .containsSubsequence(
                        "Down for maintenance",
                        "We are working on the application.",
                        "Reason",
                        "Moving",
                        "Since",
                        "Expected until",
                        "31 January 2099, 06:00 UTC",
                        "Look now");
        assertThat(violations()).isEqualTo(List.of());
        screenshot("without-style");
    }

    private void look(String scheme, int width, String language, String path) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 700, "deviceScaleFactor", 1, "mobile", width < 500));
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
        browser.get("http://127.0.0.1:" + port() + path);
    }

    private Object violations() {
        browser.executeScript(axe);
        return browser.executeAsyncScript(RUN);
    }

    private void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
