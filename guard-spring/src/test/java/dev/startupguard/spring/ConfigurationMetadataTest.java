package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.settings.GuardKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ClassUtils;

class ConfigurationMetadataTest {

    @Test
    void theCommittedMetadataIsWhatTheTableOfSettingsSays() throws IOException {
        Path generated = Path.of("target", "spring-configuration-metadata.json");
        Files.createDirectories(generated.getParent());
        Files.writeString(generated, ConfigurationMetadata.json());

        assertThat(committed())
                .as("copy %s to src/main/resources/META-INF", generated)
                .isEqualTo(ConfigurationMetadata.json());
    }

    @Test
    @SuppressWarnings("unchecked")
    void everySettingIsThereWithItsDescription() throws IOException {
        List<Map<String, Object>> properties = (List<Map<String, Object>>)
                JsonParserFactory.getJsonParser().parseMap(committed()).get("properties");

        assertThat(properties)
                .filteredOn(each -> each.get("name").toString().startsWith(GuardKey.PREFIX))
                .extracting(each -> each.get("name") + ": " + each.get("description"))
                .containsExactlyElementsOf(Arrays.stream(GuardKey.values())
                        .map(key -> key.key() + ": " + key.description())
                        .toList());
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyHintIsForAPropertyThatIsThereAndHandsOverTypesThatExist() throws IOException {
        Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(committed());
        List<Object> names = ((List<Map<String, Object>>) metadata.get("properties"))
                .stream().map(each -> each.get("name")).toList();
        List<Map<String, Object>> hints = (List<Map<String, Object>>) metadata.get("hints");

        assertThat(hints).extracting(each -> each.get("name")).isSubsetOf(names).doesNotHaveDuplicates();
        assertThat(hints)
                .flatExtracting(each -> (List<Map<String, Object>>) each.getOrDefault("providers", List.of()))
                .extracting(each -> (Map<String, Object>) each.getOrDefault("parameters", Map.of()))
                .filteredOn(each -> !each.isEmpty())
                .extracting(each -> each.get("target").toString())
                .allMatch(each -> ClassUtils.isPresent(each, getClass().getClassLoader()));
    }

    @ParameterizedTest
    @CsvSource({
        "management.endpoint.maintenance.access, org.springframework.boot.actuate.endpoint.Access",
        "management.health.guard.enabled, java.lang.Boolean",
        "management.info.guard.enabled, java.lang.Boolean"
    })
    @SuppressWarnings("unchecked")
    void settingsOfActuatorForTheGuardAreThere(String name, String type) throws IOException {
        List<Map<String, Object>> properties = (List<Map<String, Object>>)
                JsonParserFactory.getJsonParser().parseMap(committed()).get("properties");

        assertThat(properties)
                .filteredOn(each -> name.equals(each.get("name")))
                .singleElement()
                .satisfies(each -> assertThat(each).containsEntry("type", type).containsKey("description"));
        assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isTrue();
    }

    static Stream<GuardKey> keysWithChoices() {
        return ConfigurationMetadata.CHOICES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("keysWithChoices")
    void theChoicesOfferedAreThoseThatTheTableNames(GuardKey key) {
        List<String> words = List.of(key.expected().split(",? or |, "));
        List<String> named = words.stream().map(each -> each.split(" ")[0]).toList();

        assertThat(ConfigurationMetadata.CHOICES.get(key)).isEqualTo(named).contains(key.defaultValue());
    }

    private static String committed() throws IOException {
        return Files.readString(Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json"));
    }
}
