package dev.startupguard.automigration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoMigrationPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "BLOCK,  jdbc:postgresql://db/app, true",
        "BLOCK,  jdbc:h2:file:./app,       true",
        "BLOCK,  jdbc:h2:mem:app,          false",
        "BLOCK,  ,                         true",
        "ALWAYS, jdbc:postgresql://db/app, true",
        "ALWAYS, jdbc:h2:mem:app,          true",
        "ALWAYS, ,                         true",
        "ALLOW,  jdbc:postgresql://db/app, false",
        "ALLOW,  jdbc:h2:mem:app,          false",
        "ALLOW,  ,                         false"
    })
    void blocks(AutoMigrationPolicy policy, @Nullable String url, boolean blocked) {
        assertThat(policy.blocks(url)).isEqualTo(blocked);
    }

    @ParameterizedTest
    @CsvSource({"block, BLOCK", "Always, ALWAYS", "' allow ', ALLOW"})
    void isReadFromItsName(String text, AutoMigrationPolicy policy) {
        assertThat(AutoMigrationPolicy.of(text)).isEqualTo(policy);
    }

    @Test
    void isNotGuessed() {
        assertThatThrownBy(() -> AutoMigrationPolicy.of("true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("auto-migration policy 'true' is none of block, always, allow");
    }
}
