package dev.startupguard.cli.lint;

import dev.startupguard.cli.console.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings as SARIF 2.1.0, which code scanning reads. */
final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private SarifReport() {}

    static String of(LintReport report, FilePath path, String version) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "guard lint");
        driver.put("semanticVersion", version);
        driver.put("rules", Arrays.stream(Rule.values()).map(SarifReport::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put(
                "results",
                report.findings().stream().map(finding -> result(finding, path)).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return Json.of(log);
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("shortDescription", Map.of("text", rule.why()));
        json.put("help", Map.of("text", rule.instead()));
        json.put("defaultConfiguration", Map.of("level", level(rule.severity())));
        json.put("properties", Map.of("tags", List.of(rule.ruleClass().id())));
        return json;
    }

    private static Map<String, Object> result(Finding finding, FilePath path) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", finding.line());
        if (!finding.excerpt().isEmpty()) {
            region.put("snippet", Map.of("text", finding.excerpt()));
        }
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("artifactLocation", Map.of("uri", uri(path.of(finding))));
        location.put("region", region);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ruleId", finding.rule().id());
        json.put("ruleIndex", finding.rule().ordinal());
        json.put("level", level(finding.rule().severity()));
        json.put("message", Map.of("text", message(finding)));
        json.put("locations", List.of(Map.of("physicalLocation", location)));
        if (finding.acknowledged() != null) {
            json.put("suppressions", List.of(suppression(finding.acknowledged())));
        }
        return json;
    }

    private static Map<String, Object> suppression(String reason) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "inSource");
        json.put("justification", reason);
        return json;
    }

    private static String message(Finding finding) {
        String about = finding.about().isEmpty() ? "" : finding.about() + ": ";
        return about + finding.rule().why() + " Instead: " + finding.rule().instead();
    }

    private static String level(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String uri(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not a path: '" + path + "'", e);
        }
    }
}
