package dev.startupguard.cli.lint;

import dev.startupguard.cli.console.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The findings for programs. */
final class JsonReport {
    private JsonReport() {}

    static String of(LintReport report, FilePath path) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("migrations", report.migrations());
        answer.put("errors", report.count(Severity.ERROR));
        answer.put("warnings", report.count(Severity.WARNING));
        answer.put("letThrough", report.count(Severity.NOTE));
        answer.put("destructive", report.isDestructive());
        answer.put(
                "findings",
                report.findings().stream().map(finding -> of(finding, path)).toList());
        return Json.of(answer);
    }

    private static Map<String, Object> of(Finding finding, FilePath path) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", finding.rule().id());
        json.put("class", finding.rule().ruleClass().id());
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("file", path.of(finding));
        json.put("line", finding.line());
        json.put("about", finding.about());
        json.put("statement", finding.excerpt());
        json.put("why", finding.rule().why());
        json.put("instead", finding.rule().instead());
        json.put("letThrough", finding.acknowledged());
        return json;
    }
}
