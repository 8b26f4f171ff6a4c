package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.settings.Setting;
import dev.startupguard.settings.Settings;
import dev.startupguard.test.LogCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class SpringSettingsTest {

    private final StandardEnvironment environment = emptyEnvironment();

    @ParameterizedTest
    @EnumSource(GuardKey.class)
    void everySettingIsFoundByItsName(GuardKey key) {
        properties(key.key() + "=found");

        assertThat(settings().value(key)).isEqualTo("found");
    }

    @ParameterizedTest
    @EnumSource(GuardKey.class)
    void withoutConfigurationTheDefaultOfTheTableHolds(GuardKey key) {
        assertThat(settings().value(key)).isEqualTo(key.defaultValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GUARD_SCHEMA_ONINCOMPATIBLE", "GUARD_SCHEMA_ON_INCOMPATIBLE"})
    void environmentVariablesAreFoundAndNamed(String variable) {
        variables(Map.of(variable, "fail"));

        assertThat(settings().find(GuardKey.SCHEMA_ON_INCOMPATIBLE))
                .contains(new Setting(GuardKey.SCHEMA_ON_INCOMPATIBLE, "fail", "environment variable " + variable));
        settings().refuseUnknownNames();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"guard.schema.onIncompatible", "guard.schema.on_incompatible", "guard.schema.onincompatible"})
    void relaxedSpellingsOfSpringAreTheSameSetting(String name) {
        properties(name + "=warn");

        assertThat(settings().value(GuardKey.SCHEMA_ON_INCOMPATIBLE)).isEqualTo("warn");
        settings().refuseUnknownNames();
    }

    static Stream<String> listsInYaml() {
        return Stream.of(
                "guard.warmup.pages: /,/conferences",
                "guard:\n  warmup:\n    pages:\n    - /\n    - /conferences\n",
                "guard.warmup.pages: [/, /conferences]");
    }

    @ParameterizedTest
    @MethodSource("listsInYaml")
    void listsMayBeWrittenAsYamlLists(String yaml) {
        yaml(yaml);

        assertThat(settings().value(GuardKey.WARMUP_PAGES)).isEqualTo("/,/conferences");
        settings().refuseUnknownNames();
    }

    @Test
    void listsMayBeWrittenAsNumberedEnvironmentVariables() {
        variables(Map.of("GUARD_WARMUP_PAGES_0", "/", "GUARD_WARMUP_PAGES_1", "/b"));

        assertThat(settings().value(GuardKey.WARMUP_PAGES)).isEqualTo("/,/b");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void anEmptyListInAHigherPlaceOverridesALowerOne() {
        properties("guard.warmup.pages=");
        yaml("guard.warmup.pages: [/a]");

        assertThat(settings().value(GuardKey.WARMUP_PAGES)).isEmpty();
    }

    @Test
    void theOriginIsFileLineAndColumn() {
        properties("a=b\nguard.role=worker");

        assertThat(settings().find(GuardKey.ROLE).orElseThrow().origin())
                .isEqualTo("Byte array resource [application.properties] - 2:12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MaintenanceMode", "MAINTENANCE_MODE"})
    void maintenanceModeHasTwoMoreSpellings(String spelling) {
        variables(Map.of(spelling, "on"));

        assertThat(settings().value(GuardKey.MAINTENANCE_MODE)).isEqualTo("on");
    }

    @Test
    void theHigherPlaceDecidesWhicheverSpellingItUses() {
        variables(Map.of("MAINTENANCE_MODE", "on"));
        properties("guard.maintenance.mode=off");

        assertThat(settings().value(GuardKey.MAINTENANCE_MODE)).isEqualTo("on");
    }

    @Test
    void placeholdersAreResolved() {
        properties("slot=green\nguard.deployment=app-${slot}");

        assertThat(settings().value(GuardKey.DEPLOYMENT)).isEqualTo("app-green");
    }

    @Test
    void anUnresolvablePlaceholderNamesTheSettingAndHidesItsValue() {
        properties("guard.admin.token=hush-${missing}");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings().find(GuardKey.ADMIN_TOKEN))
                .withMessage(
                        "guard.admin.token (Byte array resource [application.properties] - 1:19) has a placeholder that cannot be resolved;"
                                + " expected a text of at least 16 characters. Define the placeholder, or correct the value.")
                .withNoCause();
    }

    @Test
    void aVersionThatYamlReadAsANumberIsRefused() {
        yaml("guard.schema.min: 2.10");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings().find(GuardKey.SCHEMA_MIN))
                .withMessage(
                        "guard.schema.min is the number 2.1; expected a version such as 3 or 2.1 as text, since as a"
                                + " number 2.10 is 2.1. Put the version in quotes.");
    }

    @Test
    void wholeNumbersAndQuotedVersionsAreFine() {
        yaml("guard.schema.min: 3\nguard.schema.max: '4.10'");

        assertThat(settings().value(GuardKey.SCHEMA_MIN)).isEqualTo("3");
        assertThat(settings().value(GuardKey.SCHEMA_MAX)).isEqualTo("4.10");
    }

    @Test
    void yamlsOnAndOffAreModes() {
        yaml("guard.maintenance.mode: on");

        assertThat(settings().value(GuardKey.MAINTENANCE_MODE)).isEqualTo("true");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestOne() {
        properties("guard.schema.mni=3");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings().refuseUnknownNames())
                .withMessageStartingWith(
                        "guard.schema.mni (application.properties) is not a setting of the guard; did you mean guard.schema.min?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"guard.role[0]=x", "guard.role.name=x", "guard.warmup.pages.first=/", "guard.warmup.pages[0].a=/"
            })
    void namesBelowASettingAreUnknown(String line) {
        properties(line);

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings().refuseUnknownNames());
    }

    @Test
    void anUnknownEnvironmentVariableIsOnlyLogged() {
        variables(Map.of("GUARD_SERVICE_HOST", "10.0.0.1", "GUARD_DB_PASSWORD", "hush", "GUARDIAN", "x"));

        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("GUARD_SERVICE_HOST (environment) is not a setting of the guard; did you mean")
                .doesNotContain("10.0.0.1");
    }

    @Test
    void flywaysSettingsHoldWhereTheGuardsAreNotSet() {
        properties("""
                spring.flyway.locations=classpath:db/{vendor},classpath:db/common
                spring.flyway.table=history
                spring.flyway.schemas=app,other
                """);

        assertThat(settings().value(GuardKey.SCHEMA_LOCATIONS)).isEqualTo("classpath:db/{vendor},classpath:db/common");
        assertThat(settings().value(GuardKey.SCHEMA_HISTORY_TABLE)).isEqualTo("history");
        assertThat(settings().find(GuardKey.SCHEMA_DEFAULT_SCHEMA))
                .contains(new Setting(GuardKey.SCHEMA_DEFAULT_SCHEMA, "app", "spring.flyway.schemas"));
    }

    @Test
    void flywaysDefaultSchemaStandsAboveItsSchemas() {
        properties("spring.flyway.schemas=app,other\nspring.flyway.default-schema=other");

        assertThat(settings().value(GuardKey.SCHEMA_DEFAULT_SCHEMA)).isEqualTo("other");
    }

    @Test
    void theGuardsOwnSettingsStandAboveFlyways() {
        variables(Map.of("SPRING_FLYWAY_TABLE", "history"));
        properties("guard.schema.history-table=mine");

        assertThat(settings().value(GuardKey.SCHEMA_HISTORY_TABLE)).isEqualTo("mine");
    }

    private Settings settings() {
        return SpringSettings.of(environment);
    }

    private List<String> warnings() {
        try (LogCapture log = LogCapture.of(Settings.class)) {
            settings().refuseUnknownNames();
            return log.messages();
        }
    }

    private void properties(String lines) {
        add(new PropertiesPropertySourceLoader(), lines, "application.properties");
    }

    private void yaml(String text) {
        add(new YamlPropertySourceLoader(), text, "application.yaml");
    }

    private void add(PropertySourceLoader loader, String text, String name) {
        try {
            loader.load(name, new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), name))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void variables(Map<String, Object> variables) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        PropertySource<?> source = new SystemEnvironmentPropertySource(name, variables);
        environment.getPropertySources().addFirst(source);
        new SystemEnvironmentPropertySourceEnvironmentPostProcessor()
                .postProcessEnvironment(environment, new SpringApplication());
    }

    private static StandardEnvironment emptyEnvironment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(each -> environment.getPropertySources().remove(each.getName()));
        environment.getPropertySources().addLast(new MapPropertySource("other", Map.of("guardian", "x")));
        return environment;
    }
}
