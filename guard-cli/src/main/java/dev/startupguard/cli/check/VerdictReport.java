package dev.startupguard.cli.check;

import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.schema.SchemaVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The verdicts as people and as programs read them. */
final class VerdictReport {
    private VerdictReport() {}

    static String text(List<BuildVerdict> verdicts) {
        return verdicts.stream().map(VerdictReport::text).collect(Collectors.joining("\n"));
    }

    private static String text(BuildVerdict each) {
        String now = line(each.build(), each.verdict());
        return each.after() == null
                ? now
                : now + "\n" + line(each.build() + " after the pending migrations", each.after());
    }

    private static String line(String subject, SchemaVerdict verdict) {
        return (verdict.isCompatible() ? "ok " : "NOT OK ") + subject + ": " + BuildVerdict.kind(verdict) + "\n  "
                + Redaction.of(verdict.message());
    }

    static String json(List<BuildVerdict> verdicts) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "compatible", verdicts.stream().allMatch(each -> each.decisive().isCompatible()));
        answer.put("builds", verdicts.stream().map(VerdictReport::json).toList());
        return Json.of(answer);
    }

    private static Map<String, Object> json(BuildVerdict each) {
        Map<String, Object> build = new LinkedHashMap<>();
        build.put("build", each.build());
        build.putAll(json(each.verdict()));
        if (each.after() != null) {
            build.put("afterPending", json(each.after()));
        }
        return build;
    }

    private static Map<String, Object> json(SchemaVerdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("compatible", verdict.isCompatible());
        json.put("verdict", BuildVerdict.kind(verdict));
        json.put("message", Redaction.of(verdict.message()));
        return json;
    }
}
