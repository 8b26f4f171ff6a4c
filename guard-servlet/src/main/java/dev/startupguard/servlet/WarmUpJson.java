package dev.startupguard.servlet;

import dev.startupguard.warmup.WarmUpReport;
import java.util.Locale;

/** A warm-up report as JSON. */
final class WarmUpJson {

    private WarmUpJson() {}

    /** @param withDetails whether to tell what a task said as it failed, which may be an exception's text */
    static void write(JsonWriter json, WarmUpReport report, boolean withDetails) {
        json.field("state", label(report.state()))
                .field("attempts", report.attempts())
                .field("startedAt", report.startedAt())
                .field("millis", report.duration().toMillis())
                .objects(
                        "tasks",
                        report.tasks(),
                        (each, task) -> each.field("name", task.name())
                                .field("outcome", label(task.outcome()))
                                .field("millis", task.duration().toMillis())
                                .field("detail", withDetails ? task.detail() : null));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
