package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.sample.attendee.AttendeeName;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameSplitMigrationTest {
    @TempDir
    Path folder;

    private static final List<String> NAMES = List.of(
            "Ada Lovelace", "Ada King Lovelace", "Plato", "Zoë Ünal", "Miguel de Cervantes", "O''Brien", "李 小龍");

    @ParameterizedTest
    @EnumSource
    void everyDatabaseSplitsNamesAsTheApplicationDoes(TestDatabase kind) {
        FreshDatabase database = Databases.create(kind, folder);
        RunningSample.migrate(Release.ONE, database);
        for (int i = 0; i < NAMES.size(); i++) {
            database.execute(
                    "INSERT INTO conference_order (id, conference_id, seats, status, placed_at) VALUES ('" + i
                            + "', 1, 1, 'PENDING', CURRENT_TIMESTAMP)",
                    "INSERT INTO attendee (order_id, name, email) VALUES ('" + i + "', '" + NAMES.get(i)
                            + "', 'a@b.c')");
        }

        RunningSample.migrate(Release.TWO, database);

        assertThat(database.column("SELECT CONCAT(first_name, '|', last_name) FROM attendee ORDER BY order_id"))
                .isEqualTo(NAMES.stream()
                        .map(name -> AttendeeName.split(name.replace("''", "'")))
                        .map(name -> name.first() + "|" + name.last())
                        .toList());
    }
}
