package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Neighbouring releases share a database while the schema moves under them. */
class CrossReleaseTest {
    @TempDir
    Path folder;

    private static final String CONFERENCE = "evolving-schemas";

    @ParameterizedTest
    @EnumSource
    void oneAndTwoReadEachOthersAttendees(TestDatabase kind) {
        FreshDatabase database = Databases.create(kind, folder);
        RunningSample.migrate(Release.ONE, database);
        try (RunningSample one = RunningSample.open(Release.ONE, database)) {
            String before = one.visitor().register(CONFERENCE, Map.of("name", "Ada King Lovelace"));

            RunningSample.migrate(Release.TWO, database);
            String after = one.visitor().register(CONFERENCE, Map.of("name", "Zoë Ünal"));

            try (RunningSample two = RunningSample.open(Release.TWO, database)) {
                assertThat(two.visitor().get(before).body()).contains("Ada King Lovelace");
                assertThat(two.visitor().get(after).body()).contains("Zoë Ünal");

                String byTwo = two.visitor().register(CONFERENCE, Map.of("firstName", "Grace", "lastName", "Hopper"));
                assertThat(one.visitor().get(byTwo).body()).contains("Grace Hopper");
            }
        }
        assertThat(database.column("SELECT CONCAT(name, '|', COALESCE(first_name, '-'), '|', COALESCE(last_name, '-'))"
                        + " FROM attendee ORDER BY name"))
                .containsExactly("Ada King Lovelace|Ada King|Lovelace", "Grace Hopper|Grace|Hopper", "Zoë Ünal|-|-");
    }

    @ParameterizedTest
    @EnumSource
    void twoKeepsWorkingWhileThreeTakesTheOldNameAway(TestDatabase kind) {
        FreshDatabase database = Databases.create(kind, folder);
        RunningSample.migrate(Release.TWO, database);
        try (RunningSample two = RunningSample.open(Release.TWO, database)) {
            String before = two.visitor().register(CONFERENCE, Map.of("firstName", "Ada", "lastName", "King Lovelace"));
            String byOne = two.visitor().register(CONFERENCE, Map.of("firstName", "Zoë", "lastName", "Ünal"));
            writtenByReleaseOne(database, byOne, "Zoë Ünal");

            RunningSample.migrate(Release.THREE, database);

            String after = two.visitor().register(CONFERENCE, Map.of("firstName", "Grace", "lastName", "Hopper"));
            assertThat(two.visitor().get(before).body()).contains("Ada King Lovelace");
            assertThat(two.visitor().get(byOne).body()).contains("Zoë Ünal");

            try (RunningSample three = RunningSample.open(Release.THREE, database)) {
                assertThat(three.visitor().get(before).body()).contains("Ada King Lovelace");
                assertThat(three.visitor().get(byOne).body()).contains("Zoë Ünal");
                assertThat(three.visitor().get(after).body()).contains("Grace Hopper");

                String byThree =
                        three.visitor().register(CONFERENCE, Map.of("firstName", "Alan", "lastName", "Turing"));
                assertThat(two.visitor().get(byThree).body()).contains("Alan Turing");
            }
        }
    }

    @Test
    void threeShowsAnOrderWhoseAttendeeHasNoName() {
        FreshDatabase database = Databases.create(TestDatabase.H2, folder);
        RunningSample.migrate(Release.THREE, database);
        try (RunningSample three = RunningSample.open(Release.THREE, database)) {
            String order = three.visitor().register(CONFERENCE, Map.of("firstName", "Ada", "lastName", "Lovelace"));

            database.execute("UPDATE attendee SET first_name = NULL");
            assertThat(three.visitor().get(order).body()).contains("<dd>Lovelace</dd>", "attendee@example.org");

            database.execute("UPDATE attendee SET last_name = NULL");
            assertThat(three.visitor().get(order).body()).contains("attendee@example.org");
        }
    }

    private static void writtenByReleaseOne(FreshDatabase database, String orderPage, String name) {
        String id = orderPage.substring(orderPage.lastIndexOf('/') + 1);
        database.execute("UPDATE attendee SET first_name = NULL, last_name = NULL, name = '" + name
                + "' WHERE order_id = '" + id + "'");
    }
}
