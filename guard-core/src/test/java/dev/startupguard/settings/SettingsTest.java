package dev.startupguard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.test.LogCapture;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void theFirstPlaceThatHasAValueDecides() {
        Settings settings = Settings.of(
                properties("first", Map.of("guard.role", "worker")),
                properties("second", Map.of("guard.role", "web", "guard.deployment", "blue")));

        assertThat(settings.value(GuardKey.ROLE)).isEqualTo("worker");
        assertThat(settings.value(GuardKey.DEPLOYMENT)).isEqualTo("blue");
        assertThat(settings.value(GuardKey.DATABASE_TIMEOUT)).isEqualTo("3s");
        assertThat(settings.value(GuardKey.SCHEMA_MIN)).isNull();
    }

    @Test
    void furtherPlacesGoBeforeOrAfter() {
        Settings settings = Settings.of(properties("middle", Map.of("guard.role", "middle")));

        assertThat(settings.withFirst(properties("first", Map.of("guard.role", "first")))
                        .value(GuardKey.ROLE))
                .isEqualTo("first");
        assertThat(settings.withLast(properties("last", Map.of("guard.role", "last", "guard.deployment", "green")))
                        .value(GuardKey.ROLE))
                .isEqualTo("middle");
    }

    @Test
    void environmentVariablesAreSpeltWithUnderscores() {
        Settings settings = Settings.of(new EnvironmentSettings(
                Map.of("GUARD_SCHEMA_ON_INCOMPATIBLE", "fail", "GUARD_SCHEMA_CHECKINTERVAL", "7s")));

        assertThat(settings.value(GuardKey.SCHEMA_ON_INCOMPATIBLE)).isEqualTo("fail");
        assertThat(settings.value(GuardKey.SCHEMA_CHECK_INTERVAL)).isEqualTo("7s");
        assertThat(settings.find(GuardKey.SCHEMA_ON_INCOMPATIBLE))
                .map(Setting::origin)
                .contains("environment variable GUARD_SCHEMA_ON_INCOMPATIBLE");
    }

    @Test
    void theModeMayBeSpeltAsElsewhere() {
        assertThat(Settings.of(new EnvironmentSettings(Map.of("MAINTENANCE_MODE", "true")))
                        .value(GuardKey.MAINTENANCE_MODE))
                .isEqualTo("true");
        for (String spelling : List.of("MaintenanceMode", "MAINTENANCE_MODE")) {
            Map<String, String> on = Map.of(spelling, "on");
            assertThat(Settings.of(properties("context parameter", on)).value(GuardKey.MAINTENANCE_MODE))
                    .isEqualTo("on");
            assertThat(Settings.of(new EnvironmentSettings(on)).value(GuardKey.MAINTENANCE_MODE))
                    .isEqualTo("on");
        }
    }

    @Test
    void aNameThatDoesNotExistIsRefusedWithTheOneProbablyMeant() {
        Settings settings = Settings.of(properties("guard.properties", Map.of("guard.schema.check-intervall", "10s")));

        assertThatThrownBy(settings::refuseUnknownNames)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(
                        "guard.schema.check-intervall (guard.properties) is not a setting of the guard; did"
                                + " you mean guard.schema.check-interval? Correct or remove it. All settings: guard.{enabled,"
                                + " deployment, role, ");
    }

    @Test
    void aNameInTheWrongGroupIsRecognised() {
        Settings settings = Settings.of(properties("guard.properties", Map.of("guard.drain-delay", "10s")));

        assertThatThrownBy(settings::refuseUnknownNames)
                .hasMessageContaining("did you mean guard.shutdown.drain-delay?");
    }

    @Test
    void namesOfOthersAreNoneOfTheGuardsBusiness() {
        Settings.of(properties("system property", Map.of("guardian.role", "x", "spring.guard", "y")))
                .refuseUnknownNames();
    }

    @Test
    void variablesThatKubernetesAddsForAServiceCalledGuardAreLoggedAndNotRefused() {
        try (LogCapture log = LogCapture.of(Settings.class)) {
            Settings.of(new EnvironmentSettings(Map.of("GUARD_SERVICE_HOST", "10.0.0.1", "GUARD_DB_PASSWORD", "x")))
                    .refuseUnknownNames();

            assertThat(log.messages("WARN")).singleElement().asString().startsWith("GUARD_SERVICE_HOST (environment)");
        }
    }

    @Test
    void theFileOnTheClassPathIsReadAsUtf8() {
        Settings settings = Settings.standard(loaderWith("guard.maintenance.reason = Umzug läuft\nguard.role=worker "));

        assertThat(settings.value(GuardKey.MAINTENANCE_REASON)).isEqualTo("Umzug läuft");
        assertThat(settings.value(GuardKey.ROLE)).isEqualTo("worker");
        assertThat(settings.find(GuardKey.ROLE)).map(Setting::origin).contains("guard.properties");
    }

    @Test
    void aBrokenFileIsRefused() {
        assertThatThrownBy(() -> Settings.standard(loaderWith("guard.role=\\u00zz")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "guard.properties on the class path cannot be read (Malformed \\uxxxx encoding.); expected a"
                                + " properties file in UTF-8. Correct or remove it.");
    }

    @Test
    void secretsAreNeverShown() {
        Setting secret = new Setting(GuardKey.ADMIN_TOKEN, "tooshort", "environment variable GUARD_ADMIN_TOKEN");

        assertThat(secret.toString()).doesNotContain("tooshort");
        assertThat(secret.invalid()).hasMessageNotContaining("tooshort");
        assertThat(new Secret("0123456789abcdef").toString()).isEqualTo("***");
    }

    @Test
    void secretsMatchThemselvesAlone() {
        Secret secret = new Secret("0123456789abcdef");

        assertThat(secret.matches("0123456789abcdef")).isTrue();
        assertThat(secret.matches("0123456789abcdeF")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }

    private static PropertySettings properties(String name, Map<String, String> values) {
        return new PropertySettings(name, values);
    }

    private static ClassLoader loaderWith(String file) {
        return new ClassLoader(SettingsTest.class.getClassLoader()) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals(Settings.FILE)
                        ? new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))
                        : super.getResourceAsStream(name);
            }
        };
    }
}
