package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdict table of the design, row by row, and each row against those before it. */
class SchemaRulesTest {

    /** The history: applied versions, failed ones marked {@code !}, a baseline marked {@code b}. */
    @ParameterizedTest(name = "{6}")
    @CsvSource(textBlock = """
                    # bundled , min , max , history  , floor , verdict       , why
                    1 2 3     ,     ,     , 1 2 3    , 4     , BelowFloor    , the floor is above the build
                    1 2 3     ,     ,     , 1 2 !3   , 4     , BelowFloor    , before a failed row
                    1 2 3     ,     ,     , 1        , 4     , BelowFloor    , before missing migrations
                    1 2 3     ,     , 3   , 1 2 3 4  , 4     , BelowFloor    , before a schema that is too new
                              , 3   ,     , 3        , 4     , BelowFloor    , the lowest version stands for a build that bundles none
                    1 2 3     ,     ,     , 1 2 3 4  , 3.0   , Compatible    , a floor at the build's version lets it in
                    1 2 3     ,     ,     , 1 2 3    , 2     , Compatible    , a floor below the build lets it in
                    1 2 3     ,     ,     , 1 2 !3   ,       , Broken        , the build's own migration failed
                    1 2 3     ,     ,     , 1 !2     ,       , Broken        , before missing migrations
                    1 2 3     , 1   ,     , 1 !2     ,       , Broken        , also above the lowest version
                    1 2 3     ,     ,     , 1 2 !2.5 3,      , Broken        , also one that the build does not know
                    1 2 3     ,     , 3   , 1 !2 3 4 ,       , Broken        , before a schema that is too new
                    1 2 3     ,     ,     , 1 2      ,       , Behind 3      , a bundled migration is not applied
                    1 2 3     ,     ,     , 1 3      ,       , Behind 2      , also one below the database's version
                    1 2 3     ,     ,     ,          ,       , Behind 1 2 3  , an empty history
                    1 2 3     , 2   ,     , 1        ,       , Behind 2      , up to the lowest version
                    1 2 3     , 2   ,     , 1 3 4    ,       , Behind 2      , however new the database is
                    1 2 3     ,     ,     , b1 3     ,       , Behind 2      , a baseline counts up to its version only
                    1 2 3     ,     , 3   , 1 2 4    ,       , Behind 3      , before a schema that is too new
                              , 2   ,     , 1        ,       , Behind 2      , no migration bundled: the database's version counts
                              , 2   ,     ,          ,       , Behind 2      , no migration bundled and none applied
                    1 2       ,     , 3   , 1 2 4    ,       , TooNew        , above the highest version
                    1 2       ,     , 3   , 1 2 3.0.1,       , TooNew        , however little
                              , 2   , 3   , 4        ,       , TooNew        , no migration bundled
                    1 2 3     ,     ,     , 1 2 3    ,       , Compatible    , everything bundled is applied
                    1 2 3     , 2   ,     , 1 2      ,       , Compatible    , everything needed is applied
                    1 2 3     ,     ,     , b2 3     ,       , Compatible    , a baseline counts as applied up to its version
                    1 2 3     ,     ,     , 1 2 3 4 5,       , Compatible    , newer migrations are noted
                    1 2 3     ,     ,     , 1 2 3 !4 ,       , Compatible    , failed newer ones too
                    1 2 3     ,     , 3   , 1 2 3 !4 ,       , Compatible    , and they are no newer schema
                    1 2 3     ,     ,     , 1 1.5 2 3,       , Compatible    , applied versions unknown to the build too
                    1 2       ,     , 3   , 1 2 3.0  ,       , Compatible    , at the highest version
                              , 2   ,     , 2.0      ,       , Compatible    , no migration bundled: at the lowest version
                    """)
    void theFirstRowThatFitsDecides(
            @Nullable String bundled,
            @Nullable String min,
            @Nullable String max,
            @Nullable String history,
            @Nullable String floor,
            String verdict,
            String why) {
        SupportedRange range = new SupportedRange(version(min), version(max));
        SchemaVersion floorVersion = version(floor);
        SchemaVerdict actual = new SchemaRules(new BundledMigrations(versions(bundled), Set.of()), range)
                .verdict(
                        SchemaHistory.of(rows(history)),
                        floorVersion == null ? null : new SchemaFloor(floorVersion, "because", "V4"));

        String name = actual.getClass().getSimpleName();
        if (actual instanceof SchemaVerdict.Behind behind) {
            name += behind.missing().stream().map(v -> " " + v).collect(Collectors.joining());
        }
        assertThat(name).as(why).isEqualTo(verdict);
        assertThat(actual.isCompatible()).isEqualTo(verdict.equals("Compatible"));
    }

    @Test
    void aBuildWithoutASchemaVersionIsBelowEveryFloor() {
        BundledMigrations repeatablesOnly = new BundledMigrations(new TreeSet<>(), Set.of("views"));
        SchemaVerdict verdict = new SchemaRules(repeatablesOnly, new SupportedRange(null, null))
                .verdict(SchemaHistory.of(List.of()), new SchemaFloor(SchemaVersion.of("1"), "because", "V1"));
        assertThat(verdict).isInstanceOf(SchemaVerdict.BelowFloor.class);
    }

    @Test
    void thereIsNothingToCheckWithoutMigrationsAndWithoutALowestVersion() {
        BundledMigrations none = new BundledMigrations(new TreeSet<>(), Set.of());
        BundledMigrations repeatablesOnly = new BundledMigrations(new TreeSet<>(), Set.of("views"));
        SupportedRange any = new SupportedRange(null, null);
        assertThat(new SchemaRules(none, any).areOff()).isTrue();
        assertThat(new SchemaRules(none, new SupportedRange(null, version("2"))).areOff())
                .isTrue();
        assertThat(new SchemaRules(none, new SupportedRange(version("1"), null)).areOff())
                .isFalse();
        assertThat(new SchemaRules(repeatablesOnly, any).areOff()).isFalse();
        assertThat(new SchemaRules(new BundledMigrations(versions("1"), Set.of()), any).areOff())
                .isFalse();
    }

    @Test
    void whatIsUnusualIsNotedInWords() {
        BundledMigrations bundled =
                new BundledMigrations(versions("1 2 3 4"), Set.of("known", "pending", "z".repeat(300)));
        List<HistoryRow> rows = new ArrayList<>(rows("b1 1.5 2 3 5 6 !7"));
        rows.add(new HistoryRow(null, "known", "SQL", true));
        rows.add(new HistoryRow(null, "z".repeat(197) + "...", "SQL", true));
        rows.add(new HistoryRow(null, "unknown", "SQL", true));
        rows.add(new HistoryRow(null, "failed", "SQL", false));

        SchemaVerdict verdict =
                new SchemaRules(bundled, new SupportedRange(version("3"), null)).verdict(SchemaHistory.of(rows), null);

        assertThat(verdict).isInstanceOf(SchemaVerdict.Compatible.class);
        assertThat(((SchemaVerdict.Compatible) verdict).notes())
                .containsExactly(
                        "Migrations newer than this build are applied: 5, 6.",
                        "Migrations newer than this build failed: 7.",
                        "Migrations below this build's schema version are applied that it does not bundle: 1.5.",
                        "Migrations of this build above guard.schema.min are not applied: 4.",
                        "Repeatable migrations are applied that this build does not bundle: unknown.",
                        "Repeatable migrations failed: failed.",
                        "Repeatable migrations of this build are not applied: pending.");
    }

    @Test
    void theMessageOfEveryVerdictSaysWhatWasFoundWhatWasExpectedAndWhatToDo() {
        assertThat(new SchemaVerdict.BelowFloor(version("3"), version("2"), "last_name replaces name", "V3").message())
                .isEqualTo(
                        "The database accepts only builds of schema version 3 or later (raised by V3: last_name replaces"
                                + " name), and this build has schema version 2. Deploy a build of schema version 3 or later; this"
                                + " one cannot use the database any more.");
        assertThat(new SchemaVerdict.Broken(version("2"), "split name").message())
                .isEqualTo("Migration 2 (split name) is marked as failed in the schema history, and this build needs it"
                        + " complete. Undo what it left half-done, run Flyway's repair, and migrate again.");
        assertThat(new SchemaVerdict.Behind(versions("2 3"), version("1")).message())
                .isEqualTo(
                        "The database has schema version 1, and this build needs migrations that are not applied: 2, 3."
                                + " Run the migrations of this build.");
        assertThat(new SchemaVerdict.Behind(versions("1"), null).message())
                .isEqualTo(
                        "The database has no schema version, and this build needs a migration that is not applied: 1."
                                + " Run the migrations of this build.");
        assertThat(new SchemaVerdict.Behind(versions("1 2 3 4 5 6 7 8 9 10 11 12"), null).message())
                .contains(": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more. Run");
        assertThat(new SchemaVerdict.TooNew(version("3"), version("4")).message())
                .isEqualTo(
                        "The database has schema version 4, and this build works up to guard.schema.max=3. Deploy a newer"
                                + " build, or raise guard.schema.max if this build was tested with the newer schema.");
        assertThat(new SchemaVerdict.Compatible(version("4"), version("3"), null, List.of("A note.", "Another."))
                        .message())
                .isEqualTo("The database has schema version 4 and this build has schema version 3: they fit together."
                        + " A note. Another.");
        assertThat(new SchemaVerdict.Compatible(version("3"), version("3"), null, List.of()).message())
                .isEqualTo("The database has schema version 3 and this build has schema version 3: they fit together.");
    }

    private static @Nullable SchemaVersion version(@Nullable String text) {
        return text == null ? null : SchemaVersion.of(text);
    }

    private static TreeSet<SchemaVersion> versions(@Nullable String texts) {
        return words(texts).map(SchemaVersion::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<HistoryRow> rows(@Nullable String texts) {
        return words(texts)
                .map(text -> new HistoryRow(
                        SchemaVersion.of(text.replaceAll("[!b]", "")),
                        "description",
                        text.startsWith("b") ? "BASELINE" : "SQL",
                        !text.startsWith("!")))
                .toList();
    }

    private static Stream<String> words(@Nullable String texts) {
        return texts == null ? Stream.empty() : Arrays.stream(texts.split(" "));
    }
}
