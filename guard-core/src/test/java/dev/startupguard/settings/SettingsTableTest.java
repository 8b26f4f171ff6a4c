package dev.startupguard.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the README's table of settings against {@link GuardKey}. */
class SettingsTableTest {

    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->";

    @Test
    void theReadmeListsEverySettingAsItIs() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));

        assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
                .isEqualTo(table());
    }

    private static String table() {
        return "| Setting | Default | Meaning |\n|---|---|---|\n"
                + Arrays.stream(GuardKey.values()).map(SettingsTableTest::row).collect(Collectors.joining());
    }

    private static String row(GuardKey key) {
        String text = key.defaultValue() == null || key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
        return "| `%s` | %s | %s Accepts %s. |\n".formatted(key.key(), text, key.description(), key.expected());
    }
}
