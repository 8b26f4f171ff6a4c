package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true, true",
        "/a, /a/, true, false",
        "/a, /A, true, false",
        "/a, /ab, false, false",
        "/a, /a/b, false, false",
        "/a, /, false, false",
        "/a/, /a/, true, true",
        "/a/, /a, true, false",
        "/, /, true, true",
        "/, '', true, false",
        "/, /a, false, false",
        "'', '', true, true",
        "'', /, true, false",
        "/{id}, /7, true, true",
        "/{id}, /7/, true, false",
        "/{id}, /, true, false",
        "/{id}, /7/a, false, false",
        "/{some-id}, /7, true, true",
        "/a/{id}/b, /a/7/b, true, true",
        "/a/{id}/b, /A/7/B, true, false",
        "/a/{id}/b, /a/7/c, false, false",
        "/a/{id}/b, /a/7, false, false",
        "/a/{id}/b, /a//b, true, false",
        "/a/*, /a/x, true, true",
        "/a/*, /a/x/y, false, false",
        "/a/*/b, /a/x/b, true, true",
        "/a/**, /a, true, true",
        "/a/**, /a/x/y/, true, true",
        "/a/**, /A/x, true, false",
        "/a/**, /ab, false, false",
        "/a/{*rest}, /a/x/y, true, true",
        "/**, /, true, true",
        "/**, /x/y, true, true",
        "/{*rest}, /x/y, true, true",
    })
    void matchesWidelyAndExactly(String pattern, String path, boolean widely, boolean exactly) {
        PathTemplate template = PathTemplate.ofHandler(pattern);
        assertThat(template.isFaithful()).isTrue();
        assertThat(template.matchesWidely("/ctx" + path, 4)).as("widely").isEqualTo(widely);
        assertThat(template.matchesExactly("/ctx" + path, 4)).as("exactly").isEqualTo(exactly);
    }

    /** Where a pattern is beyond these, more paths match and never fewer. */
    @ParameterizedTest
    @CsvSource({
        "/a/{id:[0-9]+}, /a/7",
        "/a/{id:[0-9]+}/b, /a/7/b",
        "/a/{id:[^/]+}/b, /a/7/b",
        "'/a/{id:x{1,2}}', /a/xx",
        "/a/x*, /a/xy",
        "/a/x?, /a/xy",
        "/a/{b}.{c}, /a/b.c",
        "/a/{b}-{c}/d, /a/b-c/d",
        "/a/**/b, /a/x/y/b",
        "/**/b, /x/y/b",
        "/{*rest}/b, /x/y/b",
        "/a/x**, /a/xy",
        "/a/\\{b\\}, /a/{b}",
    })
    void aPatternThatItDoesNotKnowMatchesWhateverItCouldMean(String pattern, String path) {
        PathTemplate template = PathTemplate.ofHandler(pattern);
        assertThat(template.isFaithful()).isFalse();
        assertThat(template.matchesWidely(path, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/b"})
    void aPlainPathIsOnePath(String path) {
        assertThat(PathTemplate.ofHandler(path).isOnePath()).isTrue();
        assertThat(PathTemplate.ofHandler(path + "/**").isOnePath()).isFalse();
        assertThat(PathTemplate.ofHandler(path + "/{id}").isOnePath()).isFalse();
        assertThat(PathTemplate.ofHandler(path + "/x?").isOnePath()).isFalse();
    }
}
