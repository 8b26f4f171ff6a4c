package dev.startupguard.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTest {

    @Test
    void theDocumentationHasAllOfThem() throws IOException {
        StringBuilder table = new StringBuilder("| Rule | Class | Severity | Why | Instead |\n|---|---|---|---|---|\n");
        for (Rule rule : Rule.values()) {
            table.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            rule.id(),
                            rule.ruleClass().id(),
                            rule.severity().name().toLowerCase(Locale.ROOT),
                            rule.why(),
                            rule.instead()));
        }
        DocumentedTable.assertSame("rules", table.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aRuleIsFoundByItsNameAndSaysWhyAndWhatInstead(Rule rule) {
        assertThat(Rule.byId(rule.id())).contains(rule);
        assertThat(rule.id()).matches("[a-z]+(-[a-z]+)+|cluster");
        assertThat(rule.why()).endsWith(".");
        assertThat(rule.instead()).endsWith(".");
    }
}
