package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaHistoryTest {

    /** Rows as {@code version:type}, in their order; {@code !} marks a failed one. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    # rows                              , applied , failed , what
                    1:SQL 2:JDBC                        , 1 2     ,        , applied rows count
                    1:SQL 2:SQL 2:DELETE                , 1       ,        , a deleted version is gone
                    1:SQL 2:SQL 2:DELETE 2:SQL          , 1 2     ,        , and may come back
                    1:SQL 2:SQL 2:UNDO_SQL              , 1       ,        , an undone version is gone
                    1:SQL 2:SQL 2:UNDO_SCRIPT 2:SQL     , 1 2     ,        , and may come back
                    1:SQL 2:SQL !2:UNDO_SQL             , 1       , 2      , a failed undo leaves a broken version
                    1:SQL !2:SQL                        , 1       , 2      , a failed row is no applied one
                    1:SQL !2:SQL 2:SQL                  , 1 2     ,        , a later success decides
                    1:SQL 2:SQL !2.0:SQL                , 1       , 2      , equal versions are one
                    1:SQL !2:SQL !2:DELETE              , 1       ,        , a failed row that was deleted is gone
                    3:BASELINE 5:SQL                    , 3 5     ,        , a baseline is applied
                    3:SQL_BASELINE 5:SCRIPT             , 3 5     ,        , so is a baseline migration
                    !3:SQL_BASELINE                     ,         , 3      , unless it failed
                    """)
    void theLastRowOfAVersionDecides(String rows, String applied, String failed, String what) {
        SchemaHistory history = SchemaHistory.of(rows(rows));
        assertThat(words(new TreeSet<>(history.applied()))).as(what).isEqualTo(applied == null ? "" : applied);
        assertThat(words(history.failed().keySet())).as(what).isEqualTo(failed == null ? "" : failed);
    }

    @ParameterizedTest
    @CsvSource({"BASELINE", "SQL_BASELINE", "JDBC_BASELINE", "SQL_STATE_SCRIPT", "JDBC_STATE_SCRIPT"})
    void everythingUpToABaselineIsApplied(String type) {
        SchemaHistory history = SchemaHistory.of(rows("3:" + type + " 5:SQL"));
        assertThat(history.isApplied(SchemaVersion.of("1"))).isTrue();
        assertThat(history.isApplied(SchemaVersion.of("3"))).isTrue();
        assertThat(history.isApplied(SchemaVersion.of("3.1"))).isFalse();
        assertThat(history.isApplied(SchemaVersion.of("4"))).isFalse();
        assertThat(history.isApplied(SchemaVersion.of("5"))).isTrue();
        assertThat(history.version()).hasToString("5");
    }

    @Test
    void repeatablesAreKnownByTheirDescription() {
        SchemaHistory history = SchemaHistory.of(List.of(
                new HistoryRow(null, "a view", "SQL", true),
                new HistoryRow(null, "b view", "SQL", true),
                new HistoryRow(null, "a view", "SQL", false),
                new HistoryRow(null, "c view", "SQL", true),
                new HistoryRow(null, "c view", "DELETE", true)));
        assertThat(history.repeatables()).containsExactly("b view");
        assertThat(history.failedRepeatables()).containsExactly("a view");
        assertThat(history.version()).isNull();
    }

    private static List<HistoryRow> rows(String text) {
        List<HistoryRow> rows = new ArrayList<>();
        for (String row : text.split(" ")) {
            String[] versionAndType = row.replace("!", "").split(":");
            rows.add(new HistoryRow(
                    SchemaVersion.of(versionAndType[0]), "description", versionAndType[1], !row.startsWith("!")));
        }
        return rows;
    }

    private static String words(Iterable<?> things) {
        List<String> words = new ArrayList<>();
        things.forEach(thing -> words.add(thing.toString()));
        return String.join(" ", words);
    }
}
