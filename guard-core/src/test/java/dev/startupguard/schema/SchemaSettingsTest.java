package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaSettingsTest {

    @Test
    void aRangeWhoseLowestIsAboveItsHighestIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SupportedRange(SchemaVersion.of("3.1"), SchemaVersion.of("3")))
                .withMessage("guard.schema.min=3.1 is above guard.schema.max=3."
                        + " Expected the lowest and the highest schema version that this build works with.");
        assertThat(new SupportedRange(SchemaVersion.of("3.0"), SchemaVersion.of("3")).min())
                .hasToString("3.0");
    }

    @Test
    void anEmptyTableOrSchemaNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryTable(" ", null))
                .withMessage("The name of the history table is empty: ' '."
                        + " Expected a table's name; Flyway's default is flyway_schema_history.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryTable("history", ""))
                .withMessage("The schema of the history table is empty: ''."
                        + " Expected a schema's name, or none for the connection's current schema.");
    }

    @Test
    void aTimeLimitMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaCheckSettings(
                        getClass().getClassLoader(),
                        List.of(),
                        new SupportedRange(null, null),
                        HistoryTable.standard(),
                        Duration.ZERO))
                .withMessage("The time limit of the schema check is PT0S."
                        + " Expected a positive duration, such as PT3S (guard.database.timeout).");
    }

    @Test
    void whatToDoWhenIncompatibleIsReadInAnyCase() {
        assertThat(OnIncompatible.of(" Hold ")).isEqualTo(OnIncompatible.HOLD);
        assertThat(OnIncompatible.of("FAIL")).isEqualTo(OnIncompatible.FAIL);
        assertThat(OnIncompatible.of("warn")).isEqualTo(OnIncompatible.WARN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnIncompatible.of("wait"))
                .withMessage("'wait' is none of hold, fail, warn.");
    }
}
