package dev.startupguard.cli.check;

import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.schema.SchemaVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The verdicts as people and as programs read them. */
final class VerdictReport {
    private static final Map<String, String> OPTIONS = Map.of(
            "history-table",
            "--table",
            "default-schema",
            "--default-schema",
            "locations",
            "--locations",
            "min",
            "--min",
            "max",
            "--max");

    private static final Pattern SETTING =
            Pattern.compile("guard\\.schema\\.(history-table|default-schema|locations|min|max)");

    private VerdictReport() {}

    static String text(List<BuildVerdict> verdicts) {
        return verdicts.stream().map(VerdictReport::text).collect(Collectors.joining("\n"));
    }

    private static String text(BuildVerdict each) {
        String now = line(each, each.build(), each.verdict());
        return each.after() == null
                ? now
                : now + "\n" + line(each, each.build() + " after the pending migrations", each.after());
    }

    private static String line(BuildVerdict each, String subject, SchemaVerdict verdict) {
        return (each.isGood(verdict) ? "ok " : "NOT OK ") + subject + ": " + each.kind(verdict) + "\n  "
                + message(verdict);
    }

    /** The application's message names its settings. */
    private static String message(SchemaVerdict verdict) {
        return SETTING.matcher(Redaction.of(verdict.message()))
                .replaceAll(setting -> OPTIONS.get(setting.group(1)) + " (" + setting.group() + ")");
    }

    static String json(List<BuildVerdict> verdicts) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("compatible", verdicts.stream().allMatch(each -> each.isGood(each.decisive())));
        answer.put("builds", verdicts.stream().map(VerdictReport::json).toList());
        return Json.of(answer);
    }

    private static Map<String, Object> json(BuildVerdict each) {
        Map<String, Object> build = new LinkedHashMap<>();
        build.put("build", each.build());
        build.putAll(json(each, each.verdict()));
        if (each.after() != null) {
            build.put("afterPending", json(each, each.after()));
        }
        return build;
    }

    private static Map<String, Object> json(BuildVerdict each, SchemaVerdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("compatible", each.isGood(verdict));
        json.put("verdict", each.kind(verdict));
        json.put("message", message(verdict));
        return json;
    }
}
