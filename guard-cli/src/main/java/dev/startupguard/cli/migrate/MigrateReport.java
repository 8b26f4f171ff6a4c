package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.OutputFormat;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.migrate.StatementWatch.Applied;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run answers when it ends.
 *
 * @param backup what this run made, or null
 * @param noted that, and those of the runs that it resumed; or empty
 */
record MigrateReport(
        String run,
        String database,
        List<Applied> applied,
        int lockRetries,
        @Nullable Backup backup,
        String noted) {

    /** All is applied. */
    String succeeded(Verification verification, OutputFormat format) {
        if (format == OutputFormat.JSON) {
            Map<String, Object> json = json((applied.isEmpty() ? "nothing pending" : "applied")
                    + (verification.isGood() ? "" : ", not verified"));
            json.put(
                    "verifiedUpTo",
                    verification.upTo() == null ? null : verification.upTo().toString());
            json.put("validation", verification.validation());
            json.put("verdict", verification.verdictName());
            json.put("message", Redaction.of(verification.verdict().message()));
            return Json.of(json);
        }
        StringBuilder text = new StringBuilder();
        text.append(applied.isEmpty() ? "Nothing was pending in " : "Applied to ")
                .append(database);
        text.append(verification.isGood() ? "" : ", and not verified, see below")
                .append(applied.isEmpty() ? "." : ":");
        for (Applied each : applied) {
            text.append("\n  ").append(each.script()).append(", ").append(each.statements());
            text.append(each.statements() == 1 ? " statement, " : " statements, ")
                    .append(Progress.text(each.took()));
        }
        if (lockRetries > 0) {
            text.append("\nLocks were not available ")
                    .append(lockRetries)
                    .append(lockRetries == 1 ? " time." : " times.");
        }
        if (!noted.isEmpty()) {
            text.append("\nBackup: ").append(noted).append('.');
        }
        text.append("\nFlyway's validation: ").append(verification.validation());
        text.append("\nVerdict for this build")
                .append(
                        verification.upTo() == null
                                ? ""
                                : " as far as version " + verification.upTo() + ", by flyway.target")
                .append(": ")
                .append(verification.verdictName())
                .append("\n  ");
        return text.append(Redaction.of(verification.verdict().message())).toString();
    }

    String failed(Explanation explanation) {
        Map<String, Object> json = json("failed");
        json.put("failure", explanation.json());
        return Json.of(json);
    }

    private Map<String, Object> json(String outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        json.put("run", run);
        json.put("database", database);
        json.put("applied", applied.stream().map(MigrateReport::json).toList());
        json.put("lockRetries", lockRetries);
        json.put("backup", backup == null ? null : json(backup));
        return json;
    }

    private static Map<String, Object> json(Applied each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("script", each.script());
        json.put("version", each.version());
        json.put("statements", each.statements());
        json.put("milliseconds", each.took().toMillis());
        return json;
    }

    private static Map<String, Object> json(Backup backup) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", backup.file().toString());
        json.put("bytes", backup.bytes());
        json.put("sha256", backup.sha256());
        return json;
    }
}
