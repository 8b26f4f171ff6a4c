package dev.startupguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.EffectiveMaintenance;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceState;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.warmup.WarmUpReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final SchemaVerdict FITS = new SchemaVerdict.Compatible(null, null, null, List.of());
    private static final SchemaVerdict UNREADABLE =
            new SchemaVerdict.Unreadable(SchemaVerdict.Unreadable.Cause.NO_CONNECTION, "no connection");

    @ParameterizedTest
    @CsvSource({
        // schema, warm-up, draining, on-incompatible, phase
        "unknown,    COMPLETE, false, HOLD, STARTING",
        "fits,       RUNNING,  false, HOLD, WARMING",
        "fits,       FAILED,   false, HOLD, WARMING",
        "fits,       DEFERRED, false, HOLD, WARMING",
        "fits,       COMPLETE, false, HOLD, SERVING",
        "unreadable, COMPLETE, false, HOLD, HOLDING",
        "unreadable, COMPLETE, false, FAIL, HOLDING",
        "unreadable, COMPLETE, false, WARN, SERVING",
        "fits,       COMPLETE, true,  HOLD, DRAINING",
        "unknown,    RUNNING,  true,  HOLD, DRAINING",
    })
    void thePhaseFollowsFromTheFacts(
            String schema, WarmUpReport.State warmUp, boolean draining, OnIncompatible onIncompatible, Phase expected) {
        Facts facts = facts(MaintenanceMode.OFF).with(report(warmUp));
        if (!schema.equals("unknown")) {
            facts = facts.with(schema.equals("fits") ? FITS : UNREADABLE, 1, NOON);
        }
        if (draining) {
            facts = facts.draining();
        }

        assertThat(facts.phase(onIncompatible)).isEqualTo(expected);
    }

    @Test
    void aDatabaseThatCannotBeReadKeepsTheVerdictAndTheTimeOfTheFirstFailure() {
        Facts facts = facts(MaintenanceMode.OFF)
                .with(FITS, 1, NOON)
                .with(UNREADABLE, 2, NOON.plusSeconds(10))
                .with(UNREADABLE, 3, NOON.plusSeconds(20));

        assertThat(facts.verdict()).isEqualTo(FITS);
        assertThat(facts.checkFailure()).isEqualTo(new CheckFailure(NOON.plusSeconds(10), "no connection"));
        assertThat(facts.with(FITS, 4, NOON.plusSeconds(30)).checkFailure()).isNull();
    }

    @Test
    void aDatabaseThatAnswersThatThereIsNoHistoryReplacesTheVerdict() {
        SchemaVerdict gone =
                new SchemaVerdict.Unreadable(SchemaVerdict.Unreadable.Cause.NO_HISTORY_TABLE, "no history");

        assertThat(facts(MaintenanceMode.OFF)
                        .with(FITS, 1, NOON)
                        .with(gone, 2, NOON)
                        .verdict())
                .isEqualTo(gone);
    }

    @Test
    void whatWasSeenBeforeMaintenanceEndedSaysNothingAfterwards() {
        Facts ended = facts(MaintenanceMode.ON).with(FITS, 4, NOON).with(mode(MaintenanceMode.OFF), 6);

        assertThat(ended.verdict()).isNull();
        assertThat(ended.with(FITS, 5, NOON).verdict())
                .as("a look that began earlier")
                .isNull();
        assertThat(ended.with(FITS, 6, NOON).verdict()).isEqualTo(FITS);
    }

    @ParameterizedTest
    @CsvSource({
        "ON, READ_ONLY, true",
        "ON, ON, false",
        "OFF, ON, false",
        "READ_ONLY, OFF, false",
        "OFF, READ_ONLY, false"
    })
    void onlyLeavingOnAsksForAFreshLook(MaintenanceMode before, MaintenanceMode after, boolean fresh) {
        Facts facts = facts(before).with(FITS, 1, NOON).with(mode(after), 2);

        assertThat(facts.verdict() == null).isEqualTo(fresh);
    }

    @Test
    void objectionsStayWhateverElseIsLearnt() {
        Objections objections = new Objections("The cache is cold.", null);

        Facts facts = facts(MaintenanceMode.ON)
                .with(objections)
                .with(FITS, 1, NOON)
                .with(UNREADABLE, 2, NOON)
                .with(report(WarmUpReport.State.COMPLETE))
                .with(mode(MaintenanceMode.READ_ONLY), 3)
                .with(mode(MaintenanceMode.OFF), 3)
                .failed("The licence has run out.")
                .draining();

        assertThat(facts.objections()).isEqualTo(objections);
    }

    private static Facts facts(MaintenanceMode mode) {
        return Facts.atStart(mode(mode), report(WarmUpReport.State.NOT_STARTED));
    }

    private static WarmUpReport report(WarmUpReport.State state) {
        return new WarmUpReport(state, List.of(), 0, null, Duration.ZERO);
    }

    private static EffectiveMaintenance mode(MaintenanceMode mode) {
        return new EffectiveMaintenance(new MaintenanceState(mode, null, null, NOON, null, 0), "configured", List.of());
    }
}
