package dev.startupguard.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceModeTest {

    @ParameterizedTest
    @CsvSource({
        "on, ON",
        "ON, ON",
        "true, ON",
        "True, ON",
        "' on ', ON",
        "read-only, READ_ONLY",
        "read_only, READ_ONLY",
        "READ_ONLY, READ_ONLY",
        "Read-Only, READ_ONLY",
        "off, OFF",
        "OFF, OFF",
        "false, OFF"
    })
    void isReadInEverySpelling(String text, MaintenanceMode mode) {
        assertThat(MaintenanceMode.of(text)).isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromItsLabel(MaintenanceMode mode) {
        assertThat(MaintenanceMode.of(mode.label())).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o", "readonly", "read only", "1", "yes", "maintenance"})
    void isNotGuessed(String text) {
        assertThatThrownBy(() -> MaintenanceMode.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maintenance mode '" + text + "' is none of on, read-only, off");
    }

    @Test
    void aBadTextIsShownShortAndInOneLine() {
        assertThatThrownBy(() -> MaintenanceMode.of("x\n\u001b[31m" + "y".repeat(200)))
                .hasMessage("maintenance mode 'x [31m" + "y".repeat(74) + "...' is none of on, read-only, off");
    }
}
