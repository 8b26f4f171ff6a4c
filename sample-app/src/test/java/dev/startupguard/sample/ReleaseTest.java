package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {
    @Test
    void theThirdReleaseIsTheDefault() {
        assertThat(Release.of(null)).isEqualTo(Release.THREE);
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseIsFoundByItsNumber(Release release) {
        assertThat(Release.of(release.number())).isEqualTo(release);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4", "two", "", "1 "})
    void anythingElseIsRefused(String number) {
        assertThatThrownBy(() -> Release.of(number))
                .hasMessage("SAMPLE_RELEASE is '" + number + "'; expected 1, 2 or 3. Set one of them, or none for 3.");
    }
}
