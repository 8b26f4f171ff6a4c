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
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.json.JsonParserFactory;

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
                .extracting(each -> each.get("name") + ": " + each.get("description"))
                .containsExactlyElementsOf(Arrays.stream(GuardKey.values())
                        .map(key -> key.key() + ": " + key.description())
                        .toList());
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
