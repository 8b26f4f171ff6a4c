package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaVersionTest {

    @Test
    void orderAndEqualityAreFlyways() {
        List<String> texts = randomTexts(400);
        for (String left : texts) {
            for (String right : texts) {
                int ours = SchemaVersion.of(left).compareTo(SchemaVersion.of(right));
                int flyways = MigrationVersion.fromVersion(left).compareTo(MigrationVersion.fromVersion(right));
                assertThat(Integer.signum(ours)).as(left + " against " + right).isEqualTo(Integer.signum(flyways));
                assertThat(SchemaVersion.of(left).equals(SchemaVersion.of(right)))
                        .as(left + " equals " + right)
                        .isEqualTo(MigrationVersion.fromVersion(left).equals(MigrationVersion.fromVersion(right)));
            }
        }
    }

    @Test
    void equalVersionsHaveEqualHashCodes() {
        for (String text : randomTexts(200)) {
            assertThat(SchemaVersion.of(text + "_0.00"))
                    .isEqualTo(SchemaVersion.of("0" + text))
                    .hasSameHashCodeAs(SchemaVersion.of("0" + text));
        }
    }

    @Test
    void theTextIsKeptWithDots() {
        for (String text : randomTexts(200)) {
            assertThat(SchemaVersion.of(text))
                    .hasToString(MigrationVersion.fromVersion(text).toString());
        }
        assertThat(SchemaVersion.of("2026_01_05.0")).hasToString("2026.01.05.0");
    }

    @Test
    void partsAreNumbersOfAnyLength() {
        String huge = "9".repeat(60);
        assertThat(SchemaVersion.of("1." + huge)).isLessThan(SchemaVersion.of("1.1" + "0".repeat(60)));
        assertThat(new TreeSet<>(List.of(SchemaVersion.of("10"), SchemaVersion.of("9"), SchemaVersion.of("9.0.1"))))
                .extracting(SchemaVersion::toString)
                .containsExactly("9", "9.0.1", "10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "1.a", "1..2", ".1", "1.", "1.-2", "1 2", "v1", "1__2", "1,2", "_1"})
    void whatIsNoVersionIsRefusedByItsText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaVersion.of(text))
                .withMessage("Not a schema version: '" + text
                        + "'. Expected numbers separated by dots or underscores, such as 3, 1.2 or 2026_11_22.");
        assertThatThrownBy(() -> MigrationVersion.fromVersion(text)).isInstanceOf(Exception.class);
    }

    /** Short texts of few digits, so that equal and nearly equal versions meet often. */
    private static List<String> randomTexts(int count) {
        Random random = new Random(20261122);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int parts = 1 + random.nextInt(4);
            for (int part = 0; part < parts; part++) {
                if (part > 0) {
                    text.append(random.nextBoolean() ? '.' : '_');
                }
                text.append(random.nextInt(20) == 0 ? "98765432109876543210" + random.nextInt(3) : "");
                text.append(random.nextInt(5) == 0 ? "0" : "").append(random.nextInt(3));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
