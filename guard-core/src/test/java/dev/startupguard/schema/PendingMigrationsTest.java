package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PendingMigrationsTest {
    private static final SchemaVersion V1 = SchemaVersion.of("1");
    private static final SchemaVersion V2 = SchemaVersion.of("2");
    private static final SchemaVersion V3 = SchemaVersion.of("3");

    private final SchemaHistory history =
            SchemaHistory.of(List.of(new HistoryRow(V1, "one", "SQL", true), new HistoryRow(V2, "two", "SQL", false)));

    @Test
    void nonePendingChangesNothing() {
        assertThat(PendingMigrations.none().after(history)).isSameAs(history);
        assertThat(PendingMigrations.none().after((SchemaHistory) null)).isNull();
        assertThat(PendingMigrations.none().after((SchemaFloor) null)).isNull();
    }

    @Test
    void pendingOnesCountAsAppliedAndWhatFailedStaysFailed() {
        SchemaHistory after = new PendingMigrations(Set.of(V3), null).after(history);

        assertThat(after.applied()).containsExactlyInAnyOrder(V1, V3);
        assertThat(after.version()).isEqualTo(V3);
        assertThat(after.failed()).containsOnlyKeys(V2);
    }

    @Test
    void theFirstMigrationMakesTheHistory() {
        assertThat(new PendingMigrations(Set.of(V1), null)
                        .after((SchemaHistory) null)
                        .version())
                .isEqualTo(V1);
    }

    @Test
    void aFloorOnlyRises() {
        SchemaFloor floor = new SchemaFloor(V2, "reason", "V2");

        assertThat(new PendingMigrations(Set.of(V3), V1).after(floor)).isSameAs(floor);
        assertThat(new PendingMigrations(Set.of(V3), V3).after(floor).version()).isEqualTo(V3);
        assertThat(new PendingMigrations(Set.of(V3), V3)
                        .after((SchemaFloor) null)
                        .version())
                .isEqualTo(V3);
    }
}
