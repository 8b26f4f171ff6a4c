package dev.startupguard.cli.check;

import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The verdicts as people and as programs read them. */
final class VerdictReport {
    private VerdictReport() {}

    static String text(List<BuildVerdict> verdicts) {
        return verdicts.stream()
                .map(each -> (each.verdict().isCompatible() ? "ok " : "NOT OK ")
                        + each.build() + ": " + each.kind() + "\n  "
                        + message(each))
                .collect(Collectors.joining("\n"));
    }

    static String json(List<BuildVerdict> verdicts) {
        List<Map<String, Object>> builds =
                verdicts.stream().map(VerdictReport::json).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "compatible", verdicts.stream().allMatch(each -> each.verdict().isCompatible()));
        answer.put("builds", builds);
        return Json.of(answer);
    }

    private static Map<String, Object> json(BuildVerdict each) {
        Map<String, Object> build = new LinkedHashMap<>();
        build.put("build", each.build());
        build.put("compatible", each.verdict().isCompatible());
        build.put("verdict", each.kind());
        build.put("message", message(each));
        return build;
    }

    private static String message(BuildVerdict each) {
        return Redaction.of(each.verdict().message());
    }
}
