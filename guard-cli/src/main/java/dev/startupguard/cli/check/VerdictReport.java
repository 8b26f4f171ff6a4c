package dev.startupguard.cli.check;

import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.journal.OpenRun;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SchemaVerdict.Behind;
import dev.startupguard.schema.SchemaVerdict.Broken;
import dev.startupguard.schema.SchemaVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The verdicts as people and as programs read them. */
final class VerdictReport {
    private final List<BuildVerdict> verdicts;
    private final Optional<OpenRun> open;

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

    /**
     * A report that is yet to be written.
     *
     * @param open the run of {@code guard migrate} that is to blame where a migration is half-done
     */
    VerdictReport(List<BuildVerdict> verdicts, Optional<OpenRun> open) {
        this.verdicts = List.copyOf(verdicts);
        this.open = open;
    }

    String text() {
        return verdicts.stream().map(this::text).collect(Collectors.joining("\n"));
    }

    private String text(BuildVerdict each) {
        String now = line(each, each.build(), each.verdict());
        return each.after() == null
                ? now
                : now + "\n" + line(each, each.build() + " after the pending migrations", each.after());
    }

    private String line(BuildVerdict each, String subject, SchemaVerdict verdict) {
        return (each.isGood(verdict) ? "ok " : "NOT OK ") + subject + ": " + each.kind(verdict) + "\n  "
                + message(verdict);
    }

    /** The application's message names its settings, and does not know the journal. */
    private String message(SchemaVerdict verdict) {
        String message = SETTING.matcher(Redaction.of(verdict.message()))
                .replaceAll(setting -> OPTIONS.get(setting.group(1)) + " (" + setting.group() + ")");
        return open.map(run -> told(verdict, message, run)).orElse(message);
    }

    private static String told(SchemaVerdict verdict, String message, OpenRun run) {
        if (verdict instanceof Broken broken && isOf(run, broken.version())) {
            return "Migration " + broken.version() + " (" + broken.description() + ") is marked as failed in the schema"
                    + " history, and this build needs it complete. " + run.story() + ". What to do: " + run.wayOn();
        }
        if (verdict instanceof Behind && !run.ended()) {
            return message + " But how much of " + run.script() + " is done is not known. " + run.story()
                    + ". What to do first: " + run.wayOn();
        }
        return message;
    }

    private static boolean isOf(OpenRun run, SchemaVersion version) {
        return run.version() != null && SchemaVersion.of(run.version()).equals(version);
    }

    String json() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("compatible", verdicts.stream().allMatch(each -> each.isGood(each.decisive())));
        answer.put("builds", verdicts.stream().map(this::json).toList());
        return Json.of(answer);
    }

    private Map<String, Object> json(BuildVerdict each) {
        Map<String, Object> build = new LinkedHashMap<>();
        build.put("build", each.build());
        build.putAll(json(each, each.verdict()));
        if (each.after() != null) {
            build.put("afterPending", json(each, each.after()));
        }
        return build;
    }

    private Map<String, Object> json(BuildVerdict each, SchemaVerdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("compatible", each.isGood(verdict));
        json.put("verdict", each.kind(verdict));
        json.put("message", message(verdict));
        return json;
    }
}
