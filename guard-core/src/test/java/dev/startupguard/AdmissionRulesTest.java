package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.MaintenanceMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of admission and readiness, row by row. */
class AdmissionRulesTest {

    private static final AdmissionRules DEFAULT = new AdmissionRules(true, true);

    @ParameterizedTest
    @CsvSource({
        // phase, mode, safe request, unsafe request, ready
        "STARTING, OFF,       STARTING,     STARTING,     false",
        "STARTING, READ_ONLY, STARTING,     STARTING,     false",
        "STARTING, ON,        MAINTENANCE,  MAINTENANCE,  true",
        "WARMING,  OFF,       STARTING,     STARTING,     false",
        "WARMING,  READ_ONLY, STARTING,     STARTING,     false",
        "WARMING,  ON,        MAINTENANCE,  MAINTENANCE,  true",
        "HOLDING,  OFF,       WAITING,      WAITING,      false",
        "HOLDING,  READ_ONLY, WAITING,      WAITING,      false",
        "HOLDING,  ON,        MAINTENANCE,  MAINTENANCE,  true",
        "SERVING,  OFF,       PASS,         PASS,         true",
        "SERVING,  READ_ONLY, PASS,         READ_ONLY,    true",
        "SERVING,  ON,        MAINTENANCE,  MAINTENANCE,  true",
        "DRAINING, OFF,       PASS_CLOSING, PASS_CLOSING, false",
        "DRAINING, READ_ONLY, PASS_CLOSING, READ_ONLY,    false",
        "DRAINING, ON,        MAINTENANCE,  MAINTENANCE,  false",
    })
    void decides(Phase phase, MaintenanceMode mode, Admission safe, Admission unsafe, boolean ready) {
        assertThat(DEFAULT.decide(phase, mode, true)).isEqualTo(safe);
        assertThat(DEFAULT.decide(phase, mode, false)).isEqualTo(unsafe);
        assertThat(DEFAULT.isReady(phase, mode)).isEqualTo(ready);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, OFF, STARTING",
        "WARMING, OFF, PASS",
        "WARMING, READ_ONLY, READ_ONLY",
        "WARMING, ON, MAINTENANCE"
    })
    void withoutTheGateRequestsPassDuringTheWarmUpButNotOnAnUncheckedSchema(
            Phase phase, MaintenanceMode mode, Admission unsafe) {
        AdmissionRules open = new AdmissionRules(false, true);

        assertThat(open.decide(phase, mode, false)).isEqualTo(unsafe);
        assertThat(open.decide(Phase.HOLDING, mode, true).passes()).isFalse();
        assertThat(open.isReady(phase, MaintenanceMode.OFF)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"STARTING, false", "HOLDING, false", "WARMING, true", "SERVING, true", "DRAINING, false"})
    void testersComeInOnlyWhereTheSchemaFits(Phase phase, boolean admitted) {
        assertThat(DEFAULT.admitsBypass(phase)).isEqualTo(admitted);
    }

    @Test
    void readinessInMaintenanceCanBeTurnedRound() {
        AdmissionRules leaving = new AdmissionRules(true, false);

        for (Phase phase : Phase.values()) {
            assertThat(leaving.isReady(phase, MaintenanceMode.ON)).isFalse();
        }
        assertThat(leaving.isReady(Phase.SERVING, MaintenanceMode.READ_ONLY)).isTrue();
    }
}
