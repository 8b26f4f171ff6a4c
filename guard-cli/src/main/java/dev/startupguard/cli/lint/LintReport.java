package dev.startupguard.cli.lint;

import java.util.List;

/**
 * Everything found in some migrations.
 *
 * @param migrations how many were looked at
 * @param findings in the order of the migrations and their statements
 */
public record LintReport(int migrations, List<Finding> findings) {

    public LintReport {
        findings = List.copyOf(findings);
    }

    /** Whether there is a finding of this severity or above. */
    public boolean has(Severity atLeast) {
        return findings.stream().anyMatch(finding -> finding.severity().compareTo(atLeast) >= 0);
    }

    /** Whether running builds would break, even where that was acknowledged or the floor is raised. */
    public boolean isDestructive() {
        return findings.stream()
                .anyMatch(finding -> finding.rule().ruleClass() == Rule.RuleClass.BREAKS_BUILDS
                        && finding.rule().severity() == Severity.ERROR);
    }

    long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
