package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import dev.startupguard.warmup.WarmUpTask;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardBuilderTest {

    private final GuardBuilder builder = StartupGuard.builder()
            .configuration(GuardConfiguration.of(Settings.of(new PropertySettings(
                    "test", Map.of("guard.schema.locations", "", "guard.warmup.pages", "/conferences")))));

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "override", "file", "configured", "disabled", "calendar"})
    void aSourceOfTheModeHasANameOfItsOwn(String name) {
        builder.maintenanceSource("calendar", Optional::empty);

        assertThatExceptionOfType(GuardMisuseException.class)
                .isThrownBy(() -> builder.maintenanceSource(name, Optional::empty))
                .withMessageContaining("named '" + name + "'")
                .withMessageContaining("(override, file, configured, disabled)");
    }

    @Test
    void aWarmUpTaskMustNotHaveTheNameOfAPage() {
        builder.warmUpTask(WarmUpTask.of("page /conferences", () -> {}));

        assertThatExceptionOfType(GuardMisuseException.class)
                .isThrownBy(builder::build)
                .withMessage(
                        "Two warm-up tasks are named 'page /conferences'; expected each name once, since the report goes by"
                                + " it. Rename one of them.");
    }
}
