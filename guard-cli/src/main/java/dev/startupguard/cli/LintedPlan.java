package dev.startupguard.cli;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.lint.Finding;
import dev.startupguard.cli.lint.LintSettings;
import dev.startupguard.cli.lint.Linter;
import dev.startupguard.cli.lint.Rule.RuleClass;
import dev.startupguard.cli.lint.Severity;
import dev.startupguard.cli.migrate.MigrationReview;
import dev.startupguard.cli.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** What {@code guard lint} says about the plan of {@code guard migrate}, which has short time-outs for locks of its own. */
final class LintedPlan {
    private LintedPlan() {}

    static List<MigrationReview.Finding> review(Target target, MigrationPlan plan) {
        try {
            return Linter.lint(LintSettings.of(target, plan).withShortLocks(), plan.migrations()).findings().stream()
                    .filter(finding -> finding.severity() != Severity.NOTE || isDestructive(finding))
                    .map(finding -> new MigrationReview.Finding(
                            finding.script(),
                            finding.line(),
                            finding.severity().name().toLowerCase(Locale.ROOT),
                            finding.rule().id(),
                            message(finding),
                            isDestructive(finding)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The pending migrations could not be read", e);
        }
    }

    /** Also where it was let through: a raise of the floor keeps builds away that would break, and they must be gone. */
    private static boolean isDestructive(Finding finding) {
        return finding.rule().ruleClass() == RuleClass.BREAKS_BUILDS
                && finding.rule().severity() == Severity.ERROR;
    }

    private static String message(Finding finding) {
        String about = finding.about().isEmpty() ? "" : finding.about() + ": ";
        return about
                + finding.rule().why().replaceFirst("\\.$", "")
                + (finding.acknowledged() == null ? "" : "; let through: " + finding.acknowledged());
    }
}
