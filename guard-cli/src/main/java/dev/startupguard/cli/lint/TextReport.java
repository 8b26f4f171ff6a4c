package dev.startupguard.cli.lint;

import java.util.Locale;

/** The findings for people. */
final class TextReport {
    private TextReport() {}

    static String of(LintReport report, FilePath path) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : report.findings()) {
            text.append(path.of(finding))
                    .append(':')
                    .append(finding.line())
                    .append(": ")
                    .append(finding.severity().name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(finding.rule().id())
                    .append(finding.about().isEmpty() ? "" : " (" + finding.about() + ")")
                    .append(finding.acknowledged() == null ? "" : ", let through: " + finding.acknowledged())
                    .append('\n');
            if (finding.acknowledged() == null) {
                text.append(finding.excerpt().isEmpty() ? "" : "  | " + finding.excerpt() + "\n")
                        .append("  ")
                        .append(finding.rule().why())
                        .append("\n  Instead: ")
                        .append(finding.rule().instead())
                        .append('\n');
            }
        }
        return text + summary(report);
    }

    private static String summary(LintReport report) {
        return number(report.migrations(), "migration") + ": " + number(report.count(Severity.ERROR), "error") + ", "
                + number(report.count(Severity.WARNING), "warning") + ", " + report.count(Severity.NOTE)
                + " let through.";
    }

    private static String number(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
