package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The closed page in a real browser. Screenshots are kept in {@code target/screenshots}. */
class BrowserTest extends ContainerContract {

    private static final String STYLE_OF_BODY =
            "const s = getComputedStyle(document.body); return s.color + ' on ' + s.backgroundColor";

    private ChromeDriver browser;

    BrowserTest() {
        super(new JettyEe10Container());
    }

    @BeforeAll
    void startBrowser() {
        browser = Chromium.start();
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Failure case 16. */
    @ParameterizedTest
    @CsvSource({
        "light, 'rgb(27, 31, 39) on rgb(243, 244, 246)'",
        "dark, 'rgb(232, 234, 238) on rgb(20, 23, 28)'",
    })
    void thePageIsReadableInTheColoursThatTheReaderPrefers(String scheme, String expected) throws IOException {
        StartupGuard guard = serving();
        guard.maintenance()
                .set(
                        MaintenanceMode.ON,
                        "We are moving to a larger database, so that the autumn registrations find a seat.",
                        "ops",
                        Instant.parse("2099-01-31T06:00:00Z"));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", java.util.List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        open("/conferences?page=2");
        assertThat(browser.findElement(By.tagName("main")).getText())
                .contains("Down for maintenance", "moving to a larger database", "31 January 2099, 06:00 UTC");
        assertThat(browser.executeScript(STYLE_OF_BODY)).isEqualTo(expected);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("no part of the page is blocked by its own policy")
                .noneMatch(entry -> entry.getMessage().contains("Content Security Policy"));
        screenshot("maintenance-" + scheme);
    }

    @Test
    void thePageFitsASmallScreen() throws IOException {
        serving("maintenance.mode", "on", "maintenance.reason", "x".repeat(300));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 600, "deviceScaleFactor", 1, "mobile", true));
        open("/");
        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= 320"))
                .isEqualTo(true);
        screenshot("small");
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void thePageReturnsByItselfToWhatWasAskedFor() throws IOException {
        StartupGuard guard = guard(Phase.STARTING);
        open("/conferences?page=2");
        assertThat(browser.getTitle()).isEqualTo("Starting up");
        screenshot("starting");
        guard.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> browser.getPageSource().contains(ApplicationServlet.ANSWER));
        assertThat(browser.getCurrentUrl()).endsWith("/conferences?page=2");
    }

    @Test
    void itReturnsAlsoWhenMaintenanceEnds() {
        StartupGuard guard = serving("maintenance.mode", "on");
        open("/conferences?page=2");
        assertThat(browser.getTitle()).isEqualTo("Down for maintenance");
        switchTo(guard, MaintenanceMode.OFF);
        await().atMost(Duration.ofSeconds(45))
                .until(() -> browser.getPageSource().contains(ApplicationServlet.ANSWER));
        assertThat(browser.getCurrentUrl()).endsWith("/conferences?page=2");
    }

    @Test
    @DisplayName("case 28: an EventSource lives through a maintenance")
    void anEventSourceComesBackAfterMaintenance() throws Exception {
        StartupGuard guard = serving();
        open("/page");
        browser.executeScript(
                "window.heard = 0; const s = new EventSource('/events'); s.onmessage = () => window.heard++; window.source = s");
        guard.streams().register(application.nextAsync()::complete);
        await().until(() -> browser.executeScript("return window.heard").equals(1L));
        switchTo(guard, MaintenanceMode.ON);
        int seen = application.seen.size();
        await().during(Duration.ofSeconds(5)) // longer than a browser waits before it comes back for the first time
                .atMost(Duration.ofSeconds(10))
                .until(() -> application.seen.size() == seen);
        assertThat(browser.executeScript("return window.source.readyState"))
                .as("connecting, not closed")
                .isEqualTo(0L);
        switchTo(guard, MaintenanceMode.OFF);
        application.nextAsync(Duration.ofSeconds(40)).complete();
        await().until(() -> browser.executeScript("return window.heard").equals(2L));
        browser.executeScript("window.source.close()");
    }

    /** Over plain HTTP a Secure cookie is taken on localhost alone. */
    @Test
    void theFormOfTheBypassLetsATesterIn() {
        serving("maintenance.mode", "on", "bypass.secret", "0123456789abcdef");
        browser.get("http://localhost:" + port() + "/guard/bypass");
        browser.findElement(By.id("secret")).sendKeys("0123456789abcdef");
        browser.findElement(By.tagName("button")).click();
        await().until(() -> browser.getPageSource().contains(ApplicationServlet.ANSWER));
        assertThat(browser.getCurrentUrl()).isEqualTo("http://localhost:" + port() + "/");
        assertThat(browser.executeScript("return document.cookie")).isEqualTo("");
        open("/");
        assertThat(browser.getTitle()).as("another host").isEqualTo("Down for maintenance");
    }

    @Test
    void afterAFormWasSentThePageDoesNotSendItAgain() throws IOException {
        serving("maintenance.mode", "read-only");
        open("/form");
        browser.executeScript(
                "const f = document.createElement('form'); f.method = 'post'; f.action = '/save'; document.body.append(f); f.submit()");
        await().until(() -> browser.getTitle().equals("Read-only for now"));
        assertThat(browser.findElement(By.tagName("main")).getText()).contains("What you sent has not been saved.");
        assertThat(browser.findElements(By.cssSelector("meta[http-equiv=refresh]")))
                .isEmpty();
        screenshot("read-only-post");
    }

    private void open(String path) {
        browser.get("http://127.0.0.1:" + port() + path);
    }

    private void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
