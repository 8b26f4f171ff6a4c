package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternsTest {

    private final PathPatterns patterns =
            new PathPatterns(GuardKey.MAINTENANCE_EXEMPT_PATHS, List.of("/imprint", "/assets/*"));

    /** Failure case 3. */
    @ParameterizedTest
    @CsvSource({
        "/imprint,true",
        "/imprint/,false",
        "/imprint/x,false",
        "/imprintx,false",
        "/x/imprint,false",
        "/IMPRINT,false",
        "/assets,true",
        "/assets/,true",
        "/assets/a/b.css,true",
        "/assetsx,false",
        "/assets.css,false",
        "/x/assets/a,false",
        "/,false",
    })
    void matchesExactlyOrByWholeSegments(String path, boolean expected) {
        assertThat(patterns.matches(path, path)).isEqualTo(expected);
        for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
            assertThat(patterns.covers(path.substring(0, i), path.substring(i)))
                    .as("servlet mapped to %s/*", path.substring(0, i))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/;/assets/a",
                "/assets;x/a",
                "/assets/..;/admin",
                "/assets/a;jsessionid=1",
                "/assets%2fa",
                "/assets%2Fa",
                "/assets/%252fa",
                "/assets/%3ba",
                "/assets/a%20",
                "/assets/%61",
                "/assets/%2e%2e/admin",
                "/assets/%",
                "/assets/%8",
                "/assets/%zz",
                "/assets/%c0%af",
                "/assets/%c1%bf",
                "/assets/%e0%80%af",
                "/assets/%f0%80%80%af",
                "/assets/%ed%a0%80",
                "/assets/%f4%90%80%80",
                "/assets/%f5%80%80%80",
                "/assets/%af",
                "/assets/%e9.css",
                "/assets/%c3",
                "/assets/%c3%2f",
                "/assets/%e4%b8",
                "/assets/%e4%b8%c0",
                "/assets/%f0%9f%8c%",
                "/assets/%5cx",
                "/assets/\\x",
                "/assets/./a",
                "/assets/../admin",
                "/assets/..",
                "/assets/.",
                "//assets/a",
                "/assets//a",
                "/assets/a//",
                "/assets/\u0001",
                "/assets/a b",
                "/assets/a\u007f",
                "/assets/\u00e9",
                "assets/a",
                "",
            })
    void aPathThatCouldBeReadInAnotherWayIsNeverExempt(String rawPath) {
        assertThat(patterns.matches("/assets/a", rawPath)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/caf%C3%A9.css",
                "/assets/%e4%b8%ad%e6%96%87",
                "/assets/%f0%9f%8c%8d",
                "/assets/%F4%8F%BF%BF",
                "/assets/...",
                "/assets/.well-known",
                "/assets/a..b",
                "/ctx/assets/"
            })
    void ordinaryPathsAreNotAmbiguous(String rawPath) {
        assertThat(RequestPath.isAmbiguous(rawPath)).isFalse();
    }

    @Test
    void aStarAloneMatchesEverything() {
        PathPatterns all = new PathPatterns(GuardKey.MAINTENANCE_EXEMPT_PATHS, List.of("/*"));
        assertThat(all.matches("/", "/")).isTrue();
        assertThat(all.matches("/a/b", "/a/b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a*", "/*/a", "/a/*/b", "/a/**", "/a/../b", "/a//b"})
    void aStarElsewhereIsRefusedByName(String pattern) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new PathPatterns(GuardKey.MAINTENANCE_READ_ONLY_ALLOW, List.of(pattern)))
                .withMessage(
                        "guard.maintenance.read-only.allow has '" + pattern
                                + "'; expected a path such as /imprint, or /assets/* with a star only as its last segment. Correct it.");
    }
}
